using System.Globalization;
using System.Text;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>What a run found, as markdown that can be pasted in the README.</summary>
internal sealed class Report(TimeProvider clock)
{
    private readonly StringBuilder text = new();
    private readonly string loadAtStart = Machine.LoadAverage();

    /// <summary>Adds a section: a title, a sentence on how it was measured, and a table whose first row is the heading.</summary>
    public void Add(string title, string how, IReadOnlyList<string[]> table)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"**{title}.** {how}").AppendLine();
        AppendRow(table[0]);
        AppendRow([.. table[0].Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in table.Skip(1))
            AppendRow(row);
        text.AppendLine();
    }

    /// <summary>Writes the report to standard output and to <c>artifacts/benchmarks.md</c>.</summary>
    public async Task WriteAsync()
    {
        var whole = $"""
            Measured on {clock.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}: {Machine.Describe()}; load average {loadAtStart} before, {Machine.LoadAverage()} after.

            {text}
            """;
        await File.WriteAllTextAsync(Path.Combine(Repository.Artifacts, "benchmarks.md"), whole);
        Console.WriteLine(whole);
    }

    private void AppendRow(string[] cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
