package io.github.normwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.normwright.processor.plan.Nest;
import io.github.normwright.processor.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes a kernel: a method for each nest, or for all that is done row by row, for one target. */
final class KernelEmitter {

    private static final ClassName GATE = ClassName.get("io.github.normwright.kernels", "KernelGate");
    private static final ClassName SPECIES = ClassName.get("jdk.incubator.vector", "VectorSpecies");
    private static final ClassName SHAPE = ClassName.get("jdk.incubator.vector", "VectorShape");

    private final LayerModel model;
    private final KernelMethods methods;
    private final ElementType type;

    KernelEmitter(LayerModel model, KernelMethods methods) {
        this.model = model;
        this.methods = methods;
        this.type = model.type();
    }

    /** The interface that both kernels implement. */
    TypeSpec kernelInterface() {
        TypeSpec.Builder kernel = TypeSpec.interfaceBuilder(model.names().kernel())
                .addJavadoc("The passes of this layer over its data, in plain Java or with vectors.\n");
        kernel.addMethod(MethodSpec.methodBuilder("vectorBits")
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addJavadoc("The width of this kernel's vectors in bits, or 0.\n")
                .returns(TypeName.INT)
                .build());
        for (KernelMethod method : methods.all()) {
            kernel.addMethod(signature(method)
                    .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                    .build());
        }
        return kernel.build();
    }

    /** The kernel in plain Java. */
    TypeSpec scalarKernel() {
        TypeSpec.Builder kernel = kernel(
                        model.names().scalarKernel(), new ScalarTarget(type), methods.all(), methods.ofRows())
                .addSuperinterface(model.names().kernel())
                .addMethod(vectorBits(CodeBlock.of("0")));
        return model.hasVectorKernel()
                ? kernel.build()
                : kernel.addModifiers(Modifier.FINAL).build();
    }

    /**
     * The kernel that uses the Vector API: the passes over tensors. Small values are left to plain Java, for the JIT
     * compiler comes late to methods that run once per call, and until then vectors are objects.
     */
    TypeSpec vectorKernel() {
        return kernel(
                        model.names().vectorKernel(),
                        new VectorTarget(type),
                        overTensors(methods.all()),
                        overTensors(methods.doneAgain()))
                .addModifiers(Modifier.FINAL)
                .superclass(model.names().scalarKernel())
                .addMethod(vectorBits(CodeBlock.of("SPECIES.vectorBitSize()")))
                .build();
    }

    private static List<KernelMethod> overTensors(List<KernelMethod> methods) {
        return methods.stream().filter(KernelMethod::isOverTensors).toList();
    }

    private TypeSpec.Builder kernel(
            ClassName name, LaneTarget target, List<KernelMethod> overridden, List<KernelMethod> ofRows) {
        TypeSpec.Builder kernel = TypeSpec.classBuilder(name)
                .addAnnotation(JavaTypes.GENERATED)
                .addJavadoc(
                        "The kernel of {@link $T} $L.\n",
                        model.names().layer(),
                        target.spreadsNumbers() ? "that uses the Vector API" : "in plain Java");
        if (target.spreadsNumbers()) {
            addSpecies(kernel);
        }
        List<KernelMethod> written =
                Stream.concat(overridden.stream(), ofRows.stream()).toList();
        List<MethodSpec> passes = Stream.concat(
                        overridden.stream().flatMap(method -> passes(method, target).stream()),
                        ofRows.stream().map(method -> passOfRow(method, target)))
                .toList();
        List<MethodSpec> functions = target.spreadsNumbers() ? List.of() : functions();
        String code = passes.stream().map(MethodSpec::code).toList() + "\n" + functions;
        KernelConstants.of(written, type).stream()
                .filter(constant -> constant.isUsedIn(code))
                .forEach(constant -> kernel.addField(constant.field()));
        if (target.spreadsNumbers() && type.isConverted()) {
            new SixteenBitVectors(type).addTo(kernel);
        }
        if (target.spreadsNumbers()) {
            LaneRest.of(written).forEach(rest -> rest.addTo(kernel, type, code));
            new LaneFold(type).addTo(kernel, code);
        }
        functions.forEach(kernel::addMethod);
        if (!target.spreadsNumbers() && ScalarTarget.selects(code)) {
            kernel.addMethod(ScalarTarget.selection(type));
        }
        passes.forEach(kernel::addMethod);
        return kernel;
    }

    /** A method of the kernel's interface, and those that it calls, if it is taken apart. */
    private List<MethodSpec> passes(KernelMethod method, LaneTarget target) {
        List<KernelMethod> apart = target.spreadsNumbers() ? List.of() : method.apart();
        CodeBlock body = apart.isEmpty() ? body(method, target) : calls(apart);
        List<MethodSpec> passes = new ArrayList<>();
        passes.add(pass(method, body)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .build());
        for (KernelMethod part : apart) {
            passes.add(pass(part, body(part, target))
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .build());
        }
        return passes;
    }

    /** Not private, for a kernel with vectors has those of plain Java that are about small values only. */
    private MethodSpec passOfRow(KernelMethod method, LaneTarget target) {
        return pass(method, body(method, target)).addModifiers(Modifier.STATIC).build();
    }

    private MethodSpec.Builder pass(KernelMethod method, CodeBlock body) {
        return signature(method).addJavadoc("$L", Comments.plan(method)).addCode(body);
    }

    private CodeBlock calls(List<KernelMethod> methods) {
        return methods.stream().map(method -> method.call(type)).collect(CodeBlock.joining(""));
    }

    /**
     * Vectors stay in registers only where everything is compiled as one, so in vector kernels the steps of functions stand
     * where they are needed.
     */
    private CodeBlock body(KernelMethod method, LaneTarget target, RowNumbers rowNumbers) {
        Nest nest = ((Step.Run) method.pass()).nest();
        boolean needsSteps = target.spreadsNumbers() && !nest.functions().isEmpty();
        return needsSteps
                ? NestEmitter.emit(
                        method.program(),
                        FunctionSteps.inPlace(method.program(), nest, type.precision()),
                        type,
                        VectorTarget.ofLongLoops(type),
                        rowNumbers)
                : NestEmitter.emit(method.program(), nest, type, target, rowNumbers);
    }

    private CodeBlock body(KernelMethod method, LaneTarget target) {
        if (method.pass() instanceof Step.Run) {
            return body(method, target, RowNumbers.NONE);
        }
        RowStepsEmitter rows = target.spreadsNumbers()
                ? RowStepsEmitter.inPlace(method, methods, type, (pass, numbers) -> body(pass, target, numbers))
                : RowStepsEmitter.ofCalls(method, methods, type);
        return rows.emit();
    }

    /** The elementary functions that the passes call. */
    private List<MethodSpec> functions() {
        return KernelMethods.functionsOf(methods.all()).stream()
                .map(function -> FunctionMethod.of(function, type))
                .toList();
    }

    private void addSpecies(TypeSpec.Builder kernel) {
        TypeName species = ParameterizedTypeName.get(SPECIES, type.boxed());
        kernel.addField(FieldSpec.builder(species, "SPECIES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.of($T.class,$W$T.forBitSize($Z$T.vectorBits($T.SPECIES_PREFERRED.vectorBitSize())))",
                        SPECIES,
                        type.primitive(),
                        SHAPE,
                        GATE,
                        type.vector())
                .build());
        kernel.addField(new KernelConstants.Constant("LANES", TypeName.INT, "SPECIES.length()").field());
    }

    private static MethodSpec vectorBits(CodeBlock value) {
        return MethodSpec.methodBuilder("vectorBits")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(TypeName.INT)
                .addStatement("return $L", value)
                .build();
    }

    private MethodSpec.Builder signature(KernelMethod method) {
        return MethodSpec.methodBuilder(method.name()).returns(TypeName.VOID).addParameters(method.declarations(type));
    }
}
