package io.github.normwright.examples.benchmarks.peer;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds peers by their names. */
public final class Peers {

    private Peers() {}

    /**
     * Finds the provider of a peer.
     *
     * @param name the peer's name
     * @param classPath the class path of the peer's module; may be empty for peers that need no library
     * @return the provider
     * @throws IllegalArgumentException if the class path has no such peer
     */
    public static PeerProvider find(String name, String classPath) {
        for (PeerProvider provider : List.of(
                new PlainLoopProvider(),
                BarePassesProvider.ofTraffic(),
                BarePassesProvider.ofArithmetic(),
                new OwnVariantProvider(),
                new UnfusedProvider(),
                new InPlaceProvider())) {
            if (provider.names().contains(name)) {
                return provider;
            }
        }
        ClassLoader loader = loader(classPath);
        // Some libraries look for their own parts there.
        Thread.currentThread().setContextClassLoader(loader);
        for (PeerProvider provider : ServiceLoader.load(PeerProvider.class, loader)) {
            if (provider.names().contains(name)) {
                return provider;
            }
        }
        throw new IllegalArgumentException("expected the name of a peer, found " + name);
    }

    /**
     * A class loader for folders and jars.
     *
     * @param classPath their paths, as in {@code java.class.path}
     * @return a child of this class' loader
     */
    public static ClassLoader loader(String classPath) {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                urls.add(url(Path.of(entry)));
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), Peers.class.getClassLoader());
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(path.toString(), impossible);
        }
    }
}
