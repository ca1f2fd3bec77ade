using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>The line length of .editorconfig, which neither the compiler nor <c>dotnet format</c> holds.</summary>
public sealed class LinesTests
{
    private const int Longest = 160;

    [Fact]
    public void The_limit_is_that_of_the_editor() =>
        Assert.Contains($"max_line_length = {Longest}", Repository.Read(".editorconfig"), StringComparison.Ordinal);

    [Fact]
    public void No_line_of_code_is_longer_than_one_reads()
    {
        var files = Repository.Files("bot", "*.cs").Concat(Repository.Files("tests", "*.cs")).ToList();
        Assert.Contains("bot/Program.cs", files);
        Assert.Equal([], files.SelectMany(file => TooLong(Repository.Read(file)).Select(line => $"{file}:{line}")));
    }

    [Fact]
    public void A_line_that_is_too_long_is_found() =>
        Assert.Equal([2], TooLong($"// short\n// {new string('x', Longest - 2)}\n// {new string('x', Longest - 3)}"));

    [Fact]
    public void Data_in_a_raw_string_has_lines_of_its_own()
    {
        var text = new string('x', Longest);
        Assert.Equal([4], TooLong($"class A\n{{\n    const string B = \"\"\"{text}\"\"\";\n    const string C = \"{text}\";\n}}"));
        Assert.Equal([], TooLong($"class A\n{{\n    string B => $$\"\"\"\n        {text}\n        {{{{1}}}}\n        \"\"\";\n}}"));
    }

    /// <summary>Numbers of lines, but for those that reach beyond the limit inside a raw string: there a new line would be part of the data.</summary>
    private static IEnumerable<int> TooLong(string text)
    {
        if (!text.Split('\n').Any(line => line.Length > Longest)) return [];
        var tree = CSharpSyntaxTree.ParseText(text);
        return tree.GetText().Lines.Where(line => line.Span.Length > Longest && !IsRaw(tree.GetRoot(), line.Start + Longest))
            .Select(line => line.LineNumber + 1).ToList();
    }

    private static bool IsRaw(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        if (token.Kind() is SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken) return token.Span.Contains(position);
        return token.Parent!.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().Any(text => text.Span.Contains(position)
            && text.StringStartToken.Kind() is SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken);
    }
}
