using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>
/// Source as the compiler understands it, without what the build makes of it. So the tests see what compiled code no longer tells: a constant of another
/// type is only its value there.
/// </summary>
internal static class Source
{
    /// <summary>What ImplicitUsings adds to a web project.</summary>
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Net.Http.Json; global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    // No documentation: a comment that names a type of another slice uses nothing of it.
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>Everything that the tests run with, and so everything that the bot is built from; not the bot itself.</summary>
    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith(nameof(TeamsCommunityBot), StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>All of <c>bot/</c>, the classes that are made from its texts included.</summary>
    /// <param name="bot">The folder, of this or of another state of the repository.</param>
    public static CSharpCompilation OfBot(string bot)
    {
        var files = Directory.EnumerateFiles(bot, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(bot, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal)).ToList();
        return Compile(
        [
            .. files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(file => (file, File.ReadAllText(Path.Combine(bot, file)))),
            .. files.Where(IsEnglish).Select(file => (file + ".cs", TextsClass(file, XDocument.Load(Path.Combine(bot, file))))),
            ("ImplicitUsings.cs", ImplicitUsings),
        ]);
    }

    /// <summary>One file of the tests.</summary>
    public static CSharpCompilation OfFile(string path, string text) => Compile([(path, text), ("ImplicitUsings.cs", ImplicitUsings)]);

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Read",
        files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Options, file.Path)),
        References,
        new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    private static bool IsEnglish(string file) => file.EndsWith("Texts.resx", StringComparison.Ordinal);

    /// <summary>As the project file has it: <c>Features/Status/StatusTexts.resx</c> gives <c>TeamsCommunityBot.Features.Status.StatusTexts</c>.</summary>
    private static string TextsClass(string file, XDocument resx) => $$"""
        namespace {{nameof(TeamsCommunityBot)}}.{{Path.GetDirectoryName(file)!.Replace('/', '.').Replace('\\', '.')}};
        internal static class {{Path.GetFileNameWithoutExtension(file)}}
        {
            public static System.Resources.ResourceManager ResourceManager => null!;
            {{string.Join(' ', resx.Root!.Elements("data").Select(data => $"public static string {data.Attribute("name")!.Value} => \"\";"))}}
        }
        """;
}
