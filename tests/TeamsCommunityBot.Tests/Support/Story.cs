using System.Net;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>Tells what people do in a simulated Teams, and sees what they get: the tests speak of persons, channels and cards, not of the wire.</summary>
public sealed class Story(SimTeams sim, BotHost host) : IAsyncDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SimTeams Sim { get; } = sim;

    /// <summary>The bot; another one after <see cref="RestartAsync"/>.</summary>
    public BotHost Host { get; private set; } = host;

    public SimSample Org => Sim.Sample;

    /// <summary>Starts a simulated Teams and the bot, on SQLite unless the settings say otherwise.</summary>
    public static async Task<Story> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var sim = await SimTeams.StartAsync(ct: Ct);
        return new(sim, await BotHost.StartAsync(sim, settings, ct: Ct));
    }

    /// <summary>Somebody says something (with a mention, in a channel); returns what the bot posted in answer.</summary>
    public Task<IReadOnlyList<SimPost>> SaysAsync(SimPerson who, SimConversation where, string text, string locale = "nl-NL") =>
        SendAsync(Sim.Activities.Message(where, who, text, locale));

    /// <summary>The one card the bot answers with.</summary>
    public async Task<SimPost> AsksAsync(SimPerson who, SimConversation where, string text, string locale = "nl-NL") =>
        Assert.Single(await SaysAsync(who, where, text, locale));

    /// <summary>Somebody presses a button; returns the body of the answer.</summary>
    public async Task<JsonNode> PressesAsync(SimPerson who, SimPost post, string button, params (string Input, string Value)[] inputs)
    {
        var press = Sim.Activities.Press(post, who, button, inputs.ToDictionary(input => input.Input, input => input.Value));
        var delivery = await Sim.DeliverAsync(Host.Endpoint, press, Ct);
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        return delivery.Json ?? throw new InvalidOperationException("A press was answered with nothing.");
    }

    /// <summary>Delivers activities as Teams does, and returns what the bot posted meanwhile.</summary>
    public async Task<IReadOnlyList<SimPost>> SendAsync(params IReadOnlyList<JsonObject> activities)
    {
        var before = Sim.Posts().Count;
        foreach (var activity in activities)
        {
            var delivery = await Sim.DeliverAsync(Host.Endpoint, activity, Ct);
            Assert.Equal((HttpStatusCode.OK, ""), (delivery.Status, delivery.Body));
        }
        return [.. Sim.Posts().Skip(before)];
    }

    /// <summary>Registers the community of a channel as somebody would: command, form, button.</summary>
    public async Task<SimPost> RegistersAsync(SimPerson who, SimChannel channel, string name = "Lezers van de Polder", string language = "nl", string start = "2026-09-01")
    {
        var form = await AsksAsync(who, channel, "/community register");
        await PressesAsync(who, form, "community.register", ("Name", name), ("Theme", "Boeken en polders"), ("StartDate", start), ("Language", language));
        return Sim.Posts(form.ConversationId).Single(post => post.Id == form.Id);
    }

    public async Task RestartAsync() => Host = await Host.RestartAsync(Sim, Ct);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Sim.DisposeAsync();
    }
}

/// <summary>Reads cards as people do.</summary>
public static class CardReading
{
    /// <summary>Every text on the card, in order.</summary>
    public static string Words(this JsonNode card) => string.Join('\n', Texts(card));

    /// <summary>The titles of the buttons under the card.</summary>
    public static IReadOnlyList<string> Buttons(this JsonNode card) => [.. (card["actions"]?.AsArray() ?? []).Select(action => action!["title"]!.ToString())];

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject thing => thing.SelectMany(property =>
            property.Key is "text" or "title" or "value" or "label" && property.Value is JsonValue ? [property.Value.ToString()] : Texts(property.Value)),
        _ => [],
    };
}
