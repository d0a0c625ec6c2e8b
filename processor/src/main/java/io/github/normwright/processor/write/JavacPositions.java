package io.github.normwright.processor.write;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import io.github.normwright.processor.read.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/**
 * Finds places that javac loses: repeated annotations reach a processor in a container that stands nowhere in the source,
 * and a message about a value in one of them would mark the annotated type.
 */
final class JavacPositions {

    private final Trees trees;

    private JavacPositions(Trees trees) {
        this.trees = trees;
    }

    /** The positions of a compiler, if it is javac. */
    static Optional<JavacPositions> of(ProcessingEnvironment environment) {
        boolean isJavac = environment.getClass().getName().startsWith("com.sun.tools.javac.");
        return isJavac ? Optional.of(new JavacPositions(Trees.instance(environment))) : Optional.empty();
    }

    /**
     * Prints a message on a place in a repeated annotation.
     *
     * @return whether the place was found
     */
    boolean print(Diagnostic.Kind kind, String text, Anchor anchor) {
        TreePath path = trees.getPath(anchor.element());
        if (path == null || anchor.repetition().isEmpty() || !(path.getLeaf() instanceof ClassTree type)) {
            return false;
        }
        String name = anchor.annotation()
                .getAnnotationType()
                .asElement()
                .getSimpleName()
                .toString();
        List<AnnotationTree> annotations = new ArrayList<>();
        type.getModifiers().getAnnotations().forEach(annotation -> collect(annotation, name, annotations));
        int repetition = anchor.repetition().getAsInt();
        if (repetition >= annotations.size()) {
            return false;
        }
        trees.printMessage(kind, text, place(annotations.get(repetition), anchor), path.getCompilationUnit());
        return true;
    }

    /** The annotations of a name, on the type itself or in a container that the user has written. */
    private static void collect(AnnotationTree annotation, String name, List<AnnotationTree> found) {
        String type = annotation.getAnnotationType().toString();
        if (type.equals(name) || type.endsWith("." + name)) {
            found.add(annotation);
            return;
        }
        for (ExpressionTree argument : annotation.getArguments()) {
            ExpressionTree value =
                    argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
            if (value instanceof NewArrayTree array && array.getInitializers() != null) {
                array.getInitializers().stream()
                        .filter(AnnotationTree.class::isInstance)
                        .forEach(element -> collect((AnnotationTree) element, name, found));
            }
        }
    }

    private static Tree place(AnnotationTree annotation, Anchor anchor) {
        Tree place = annotation;
        for (String attribute :
                anchor.attribute().map(path -> path.split("\\.")).orElse(new String[0])) {
            Optional<ExpressionTree> value =
                    place instanceof AnnotationTree inner ? value(inner, attribute) : Optional.empty();
            if (value.isEmpty()) {
                return place;
            }
            place = value.get();
        }
        return anchor.index().isPresent() && place instanceof NewArrayTree array
                ? array.getInitializers().get(anchor.index().getAsInt())
                : place;
    }

    private static Optional<ExpressionTree> value(AnnotationTree annotation, String attribute) {
        return annotation.getArguments().stream()
                .filter(AssignmentTree.class::isInstance)
                .map(AssignmentTree.class::cast)
                .filter(assignment -> assignment.getVariable().toString().equals(attribute))
                .map(AssignmentTree::getExpression)
                .findFirst();
    }
}
