using System.Globalization;
using TeamsCommunityBot.Benchmarks.Harness;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Benchmarks.Runs;

/// <summary>What it costs to make a command out of text that was made to be slow: each at most 5 ms, whatever its shape.</summary>
internal sealed class TextRun(Report report)
{
    private const int Times = 200;

    /// <summary>What Teams lets somebody type, at most.</summary>
    private const int Length = 28_000;

    private static readonly HashSet<string> OwnNames = ["Community"];

    private static readonly (string Name, string Text)[] Texts =
    [
        ("an ordinary command", "<at>Community</at>&nbsp;/status\n"),
        ("41 characters that make a pattern go back and forth", "<at>x</at> /" + string.Concat(Enumerable.Repeat("a", 28)) + "!"),
        ("28 KB of `<at>`", Repeated("<at>")),
        ("28 KB of `<at `", Repeated("<at ")),
        ("28 KB of mentions of the bot", Repeated("<at>Community</at>")),
        ("28 KB of `&lt;at&gt;`", Repeated("&lt;at&gt;")),
        ("28 KB of invisible spaces", Repeated("\u200B")),
        ("28 KB of words", Repeated("a ")),
    ];

    public void Run()
    {
        Console.Error.WriteLine("text");
        var parser = new CommandParser(Routes.Commands);
        List<string[]> rows = [["text", "median ms", "slowest ms"]];
        foreach (var (name, text) in Texts)
        {
            var figures = new Figures(Measure(parser, text));
            rows.Add([name, Show(figures.Median), Show(figures.Values.Max())]);
        }
        report.Add("Text made to be slow", string.Create(CultureInfo.InvariantCulture,
            $"From what Teams sends to the command in it, {Times} times each, after as many to warm up."), rows);
    }

    private static List<double> Measure(CommandParser parser, string text)
    {
        var clock = TimeProvider.System;
        var taken = new List<double>(Times);
        for (var i = 0; i < 2 * Times; i++)
        {
            var began = clock.GetTimestamp();
            parser.Parse(PlainText.Read(text, OwnNames));
            if (i >= Times) taken.Add(clock.GetElapsedTime(began).TotalMilliseconds);
        }
        return taken;
    }

    private static string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, Length / piece.Length));

    private static string Show(double milliseconds) => milliseconds.ToString("N3", CultureInfo.InvariantCulture);
}
