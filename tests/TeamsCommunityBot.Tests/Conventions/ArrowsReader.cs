using Mono.Cecil;
using Mono.Cecil.Cil;
using Assembly = System.Reflection.Assembly;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>
/// Reads from a compiled assembly which of its types use which others of its own, anywhere: in what they declare, in attributes, and in the code
/// that they run (lambdas, async methods and catch clauses included). What the compiler nests in a type counts as that type's own.
/// </summary>
internal static class ArrowsReader
{
    /// <summary>The types of an assembly that people wrote, nested ones left out.</summary>
    public static IReadOnlyList<TypeDefinition> Types(Assembly assembly) =>
        [.. ModuleDefinition.ReadModule(assembly.Location).Types.Where(type => !type.Name.StartsWith('<'))];

    /// <summary>A type with all that is nested in it.</summary>
    public static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => [type, .. type.NestedTypes.SelectMany(WithNested)];

    /// <summary>The types of the same assembly that a type uses, itself left out, each the outermost one.</summary>
    public static IEnumerable<TypeDefinition> UsedBy(TypeDefinition type) =>
        InOurs(type, WithNested(type).SelectMany(Mentioned));

    /// <summary>The types of the same assembly that a type's public methods take or give.</summary>
    public static IEnumerable<TypeDefinition> OfferedBy(TypeDefinition type) =>
        InOurs(type, type.Methods.Where(method => method.IsPublic).SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)));

    private static IEnumerable<TypeDefinition> InOurs(TypeDefinition type, IEnumerable<TypeReference> mentioned) =>
        mentioned.SelectMany(Parts)
            .Where(used => used.Scope == type.Module)
            .Select(used => Outermost(used.Resolve()))
            .Where(used => used != type && !used.Name.StartsWith('<'))
            .Distinct();

    private static IEnumerable<TypeReference> Mentioned(TypeDefinition type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Array.Empty<TypeReference>(),
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. Attributes(type),
        .. Constraints(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.Events.Select(happening => happening.EventType),
        .. type.Methods.SelectMany(Mentioned),
    ];

    private static IEnumerable<TypeReference> Mentioned(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
        .. Attributes(method),
        .. Constraints(method),
        .. method.HasBody ? Mentioned(method.Body) : [],
    ];

    private static IEnumerable<TypeReference> Mentioned(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Where(handler => handler.CatchType is not null).Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(Mentioned),
    ];

    private static IEnumerable<TypeReference> Mentioned(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider of) =>
        of.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>()
            .Append(attribute.AttributeType));

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider of) =>
        of.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    /// <summary>A list of pages of rows is a list, a page and a row.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
