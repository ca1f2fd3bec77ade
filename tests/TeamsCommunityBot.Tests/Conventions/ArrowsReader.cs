using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>
/// Reads from source which types use which others, anywhere: in what they declare, in attributes, in the code that they run, and by a constant alone. What
/// is nested in a type counts as that type's own; a name in a comment counts as nothing.
/// </summary>
internal static class ArrowsReader
{
    /// <summary>The types that people wrote, nested ones left out, each with the others that it uses.</summary>
    public static IReadOnlyDictionary<INamedTypeSymbol, IReadOnlySet<INamedTypeSymbol>> Read(CSharpCompilation source) =>
        source.SyntaxTrees.SelectMany(tree => Read(source.GetSemanticModel(tree), tree))
            .GroupBy(type => type.From, type => type.To, NamedTypes)
            .ToDictionary(type => type.Key, type => (IReadOnlySet<INamedTypeSymbol>)type.SelectMany(used => used)
                .Where(used => !NamedTypes.Equals(used, type.Key)).ToHashSet(NamedTypes), NamedTypes);

    /// <summary>Names that the reader does not know, so that nothing is missed unseen.</summary>
    public static IEnumerable<string> Unknown(CSharpCompilation source) =>
        from tree in source.SyntaxTrees
        from problem in source.GetSemanticModel(tree).GetDiagnostics()
        where problem.Id is "CS0103" or "CS0234" or "CS0246"
        select problem.ToString();

    private static IEqualityComparer<INamedTypeSymbol> NamedTypes { get; } = SymbolEqualityComparer.Default;

    private static IEnumerable<(INamedTypeSymbol From, HashSet<INamedTypeSymbol> To)> Read(SemanticModel model, SyntaxTree tree) =>
        from declared in tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        where declared is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        select ((INamedTypeSymbol)model.GetDeclaredSymbol(declared)!,
            declared.DescendantNodes().SelectMany(node => Mentioned(model, node)).SelectMany(Parts).Where(type => IsOurs(model, type)).Select(Outermost)
                .ToHashSet(NamedTypes));

    /// <summary>What a name names, and of which type an expression is: who hands on a thing uses it, though it is never called by its name.</summary>
    private static IEnumerable<ITypeSymbol> Mentioned(SemanticModel model, SyntaxNode node)
    {
        if (node is not ExpressionSyntax) yield break;
        if (model.GetSymbolInfo(node).Symbol is { } symbol)
        {
            if (symbol is ITypeSymbol named) yield return named;
            if (symbol.ContainingType is { } owner) yield return owner;
            if (symbol is IMethodSymbol { ReducedFrom.ContainingType: { } extends }) yield return extends;
        }

        if (model.GetTypeInfo(node).Type is { } type) yield return type;
    }

    /// <summary>A list of pages of rows is a list, a page and a row.</summary>
    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol { IsAnonymousType: false } named => [named.OriginalDefinition, .. named.TypeArguments.SelectMany(Parts)],
        _ => [],
    };

    private static bool IsOurs(SemanticModel model, INamedTypeSymbol type) =>
        type.TypeKind != TypeKind.Error && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, model.Compilation.Assembly);

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type.OriginalDefinition;
}
