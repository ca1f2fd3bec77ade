using Mono.Cecil;
using Assembly = System.Reflection.Assembly;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>The types of a compiled assembly.</summary>
internal static class Compiled
{
    /// <summary>The types that people wrote, nested ones left out.</summary>
    public static IReadOnlyList<TypeDefinition> Types(Assembly assembly) =>
        [.. ModuleDefinition.ReadModule(assembly.Location).Types.Where(type => !type.Name.StartsWith('<'))];

    /// <summary>A type with all that is nested in it.</summary>
    public static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => [type, .. type.NestedTypes.SelectMany(WithNested)];
}
