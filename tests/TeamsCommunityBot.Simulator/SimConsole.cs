using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// The simulator at a prompt. <c>dotnet run --project tests/TeamsCommunityBot.Simulator</c> prints the settings to give the bot, as
/// environment variables; start the bot with them, in Production as well, and type:
/// <list type="bullet">
/// <item><c>install</c>: the app comes into the channel.</item>
/// <item><c>/community status</c>, or any other text: Anna says so in the channel, mentioning the bot.</item>
/// <item><c>bram: help</c>: somebody else says so, by first name.</item>
/// <item><c>press Opslaan theme=Boten start=2026-04-01</c>: Anna presses that button of the latest card, after filling in these inputs.</item>
/// <item><c>quit</c>, an end of input or Ctrl-C: ends it.</item>
/// </list>
/// What the bot posts, and what it answers to a press, is printed as JSON.
/// </summary>
internal sealed class SimConsole(SimTeams sim, Uri bot, TextReader input, TextWriter output)
{
    private readonly SimChannel _channel = sim.Sample.Channel;
    private int _shown;

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (key, value) in sim.Settings())
            await output.WriteLineAsync($"{key.Replace(":", "__", StringComparison.Ordinal)}={value}");
        await output.WriteLineAsync($"Delivers to {bot}. Type install, a text, 'bram: text', 'press button', or quit.");
        try
        {
            while (await input.ReadLineAsync(ct) is { } line && line.Trim() != "quit")
                if (line.Trim() is { Length: > 0 } said)
                    await TryDeliverAsync(said, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await output.WriteLineAsync("Ended.");
        }
    }

    private async Task TryDeliverAsync(string said, CancellationToken ct)
    {
        try
        {
            foreach (var activity in Understand(said))
            {
                var answer = await sim.DeliverAsync(bot, activity, ct);
                await output.WriteLineAsync($"<- {(int)answer.Status} {answer.Body}");
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or ArgumentException)
        {
            await output.WriteLineAsync(problem.Message);
        }
        await ShowAsync();
    }

    private IReadOnlyList<JsonObject> Understand(string said)
    {
        if (said == "install")
            return sim.Activities.Installed(_channel, sim.Sample.Anna);
        if (said.StartsWith("press ", StringComparison.Ordinal))
            return [Press(said["press ".Length..])];
        var (name, text) = said.Split(':', 2) is [var first, var rest] ? (first, rest.Trim()) : ("", said);
        var person = sim.Sample.Team.Roster.People.FirstOrDefault(person => person.GivenName.Equals(name, StringComparison.OrdinalIgnoreCase));
        return [sim.Activities.Message(_channel, person ?? sim.Sample.Anna, person is null ? said : text)];
    }

    /// <summary>The button's title may have spaces; what has an equals sign after it is an input.</summary>
    private JsonObject Press(string typed)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var post = sim.Posts(_channel).LastOrDefault(post => post.Card is not null) ?? throw new ArgumentException("There is no card to press on.");
        var button = string.Join(' ', words.TakeWhile(word => !word.Contains('=', StringComparison.Ordinal)));
        var inputs = words.Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return sim.Activities.Press(post, sim.Sample.Anna, button, inputs);
    }

    private async Task ShowAsync()
    {
        var posts = sim.Posts();
        foreach (var post in posts.Skip(_shown))
            await output.WriteLineAsync($"-> {post.Conversation.Type} {post}");
        _shown = posts.Count;
    }
}
