using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>A name says what a thing does, and a file is found by it.</summary>
public sealed class NamesTests
{
    /// <summary>What a class called a store must be given: without a table there is nothing that it could keep.</summary>
    private const string Table = "ITable";

    [Fact]
    public void What_is_called_a_store_stores()
    {
        var classes = Classes(BotFiles());
        Assert.Contains(classes, found => found.Name == "CommunityStore");
        Assert.Equal([], classes.Where(StoresNothing).Select(found => found.Name));
    }

    [Fact]
    public void Whatever_others_are_given_has_a_file_of_its_name()
    {
        var classes = Classes(BotFiles());
        Assert.Contains(classes, found => found.Name == "RoleChanges");
        Assert.Equal("", string.Join(", ", Hidden(classes)));
    }

    [Theory]
    [InlineData("class AStore(IAgenda agenda);", true)]
    [InlineData("class AStore { }", true)]
    [InlineData("class AStore(ITable table);", false)]
    [InlineData("class Changes(IAgenda agenda);", false)]
    public void A_store_that_stores_nothing_is_found(string code, bool found) => Assert.Equal(found, StoresNothing(Classes([("A.cs", code)]).Single()));

    [Theory]
    [InlineData("class Desk(int a); class Other(Desk desk);", "Other.cs", true)]
    [InlineData("class Desk(int a);", "Desk.cs", false)]
    [InlineData("record Facts(int A); class Other(Facts facts);", "Other.cs", false)]
    public void A_service_in_a_file_of_another_name_is_found(string code, string file, bool found) =>
        Assert.Equal(found, Hidden(Classes([(file, code), ("Third.cs", "class Third(Desk desk);")])).Any());

    private static IEnumerable<(string Path, string Text)> BotFiles() => Repository.Files("bot", "*.cs").Select(file => (file, Repository.Read(file)));

    private static List<Found> Classes(IEnumerable<(string Path, string Text)> files) =>
    [
        .. files.SelectMany(file => CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.Parent is not TypeDeclarationSyntax)
            .Select(type => new Found(type.Identifier.Text, Path.GetFileNameWithoutExtension(file.Path).Split('.')[0], Needs(type)))),
    ];

    /// <summary>What its constructors are given.</summary>
    private static IReadOnlyList<string> Needs(ClassDeclarationSyntax type) =>
    [
        .. (type.ParameterList?.Parameters ?? []).Concat(type.Members.OfType<ConstructorDeclarationSyntax>().SelectMany(made => made.ParameterList.Parameters))
            .Select(parameter => $"{parameter.Type}"),
    ];

    private static bool StoresNothing(Found found) => found.Name.EndsWith("Store", StringComparison.Ordinal) && !found.Needs.Contains(Table);

    /// <summary>Classes that are given to those of another file, which would look for them in vain.</summary>
    private static IEnumerable<string> Hidden(IReadOnlyCollection<Found> classes) => classes
        .Where(found => found.Name != found.File && classes.Any(other => other.File != found.File && other.Needs.Contains(found.Name)))
        .Select(found => $"{found.Name} in {found.File}.cs");

    private sealed record Found(string Name, string File, IReadOnlyList<string> Needs);
}
