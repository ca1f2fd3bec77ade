using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Support;

/// <summary>Tells what people do in a simulated Teams, and sees what they get: the tests speak of persons, channels and cards, not of the wire.</summary>
public sealed class Story(SimTeams sim, BotHost host) : IAsyncDisposable
{
    private static readonly string[] BehindMore = ["status.more", "nudge.more", "nudge.rhythm.more"];
    private readonly List<BotHost> _beside = [];

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>A turn that takes longer than this waits for the clock.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SimTeams Sim { get; } = sim;

    /// <summary>The bot; another one after <see cref="RestartAsync"/>.</summary>
    public BotHost Host { get; private set; } = host;

    public SimSample Org => Sim.Sample;

    /// <summary>Starts a simulated Teams and the bot, on SQLite unless the settings say otherwise.</summary>
    /// <param name="clock">Of both; a fake one is moved by <see cref="LaterAsync"/>.</param>
    /// <param name="more">Registrations on top of the bot's own, such as jobs of the test.</param>
    public static async Task<Story> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null,
        Action<IServiceCollection>? more = null)
    {
        var sim = await SimTeams.StartAsync(new SimOptions { Clock = clock ?? TimeProvider.System }, Ct);
        return new(sim, await BotHost.StartAsync(sim, settings, more: more, ct: Ct));
    }

    /// <summary>
    /// Somebody says something (with a mention, in a channel); returns what the bot answered, not what it happened to post of its own accord meanwhile.
    /// </summary>
    public async Task<IReadOnlyList<SimPost>> SaysAsync(SimPerson who, SimConversation where, string text, string locale = "nl-NL")
    {
        var message = Sim.Activities.Message(where, who, text, locale);
        return [.. (await SendAsync(message)).Where(post => post.ReplyToId == message["id"]!.ToString())];
    }

    /// <summary>The one card the bot answers with.</summary>
    public async Task<SimPost> AsksAsync(SimPerson who, SimConversation where, string text, string locale = "nl-NL") =>
        Assert.Single(await SaysAsync(who, where, text, locale));

    /// <summary>Somebody presses a button, looking behind "more" where it is not on the card; returns the body of the answer.</summary>
    public async Task<JsonNode> PressesAsync(SimPerson who, SimPost post, string button, params (string Input, string Value)[] inputs)
    {
        if (!SimActivities.HasButton(post.Card!, button) && BehindMore.FirstOrDefault(verb => SimActivities.HasButton(post.Card!, verb)) is { } more)
            return await PressesOnAsync(who, post, await PressesAsync(who, post, more), button, inputs);
        var press = Sim.Activities.Press(post, who, button, inputs.ToDictionary(input => input.Input, input => input.Value));
        var delivery = await DeliverAsync(press);
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        return delivery.Json ?? throw new InvalidOperationException("A press was answered with nothing.");
    }

    /// <summary>Presses a button of the card that a press was answered with, which stands in the place of the post.</summary>
    public async Task<JsonNode> PressesOnAsync(SimPerson who, SimPost place, JsonNode answer, string button, params (string Input, string Value)[] inputs)
    {
        var thread = place.ConversationId.Contains(";messageid=", StringComparison.Ordinal) ? place.ConversationId.Split("messageid=")[1] : null;
        var press = Sim.Activities.Press(answer["value"]!.AsObject(), place.Conversation, thread, place.Id, who, button, inputs
            .ToDictionary(input => input.Input, input => input.Value));
        return (await DeliverAsync(press)).Json!;
    }

    /// <summary>Delivers activities as Teams does, and returns what the bot posted meanwhile.</summary>
    public async Task<IReadOnlyList<SimPost>> SendAsync(params IReadOnlyList<JsonObject> activities)
    {
        var before = Sim.Posts().Count;
        foreach (var activity in activities)
        {
            var delivery = await DeliverAsync(activity);
            Assert.Equal((HttpStatusCode.OK, ""), (delivery.Status, delivery.Body));
        }
        return [.. Sim.Posts().Skip(before)];
    }

    /// <summary>
    /// Delivers one activity. On a fake clock time passes as long as it takes: where Teams asked the bot for patience, nothing else would end the wait.
    /// </summary>
    /// <param name="to">One of the instances of <see cref="BesideAsync"/>; null: the first one.</param>
    public async Task<SimDelivery> DeliverAsync(JsonObject activity, BotHost? to = null)
    {
        var host = to ?? Host;
        var delivered = Sim.DeliverAsync(host.Endpoint, activity, Ct);
        await PassAsync(delivered);
        // What everybody sees follows the answer.
        await PassAsync(host.Services.GetRequiredService<LateSends>().IdleAsync(Ct));
        return await delivered;
    }

    private async Task PassAsync(Task ended)
    {
        while (Sim.Clock is FakeTimeProvider clock && await Task.WhenAny(ended, Task.Delay(Patience, TimeProvider.System, Ct)) != ended)
            clock.Advance(Patience);
        await ended;
    }

    /// <summary>Registers the community of a channel as somebody would: command, form, button.</summary>
    public async Task<SimPost> RegistersAsync(SimPerson who, SimChannel channel, string name = "Lezers van de Polder", string language = "nl",
        string start = "2026-09-01")
    {
        var form = await AsksAsync(who, channel, "/community register");
        await PressesAsync(who, form, "community.register", ("Name", name), ("Theme", "Boeken en polders"), ("StartDate", start), ("Language", language));
        // The bot looks at once which team it is.
        await SettleAsync();
        return Sim.Posts(form.ConversationId).Single(post => post.Id == form.Id);
    }

    /// <summary>
    /// Returns when the bot has done all that is due by now: what it has posted by then is all that it posts. For what happens outside a turn, such as
    /// a personal card after a press.
    /// </summary>
    public async Task SettleAsync()
    {
        var settled = Host.Services.SettleAsync(Ct);
        // On a fake clock nothing would ever end the waits of the pace and between two tries; nor those inside a job, whom Teams asked for patience.
        for (var glances = 1; Sim.Clock is FakeTimeProvider clock
            && await Task.WhenAny(settled, Task.Delay(Glance, TimeProvider.System, Ct)) != settled; glances++)
            if (Host.Services.IsWaiting()) clock.Advance(Glance * 5);
            else if (glances % (int)(Patience / Glance) == 0) clock.Advance(Patience);
        await settled;
    }

    /// <summary>Time passes, on a fake clock, and the bot does all that becomes due meanwhile.</summary>
    public async Task LaterAsync(TimeSpan span)
    {
        await SettleAsync();
        ((FakeTimeProvider)Sim.Clock).Advance(span);
        await SettleAsync();
    }

    /// <summary>What the bot posted in somebody's own chat, oldest first, once it has done all that is due by now.</summary>
    public async Task<IReadOnlyList<SimPost>> PersonalPostsAsync(SimPerson who)
    {
        await SettleAsync();
        return Sim.Posts(Sim.Org.ChatWith(who));
    }

    /// <summary>Stops the bot and starts it again on its data, with the simulator's settings and those given here.</summary>
    public async Task RestartAsync(IReadOnlyDictionary<string, string?>? settings = null) => Host = await Host.RestartAsync(Sim, settings, Ct);

    /// <summary>Starts another instance of the bot on the same data, as a second process is.</summary>
    public async Task<BotHost> BesideAsync()
    {
        var host = await Host.BesideAsync(Sim, Ct);
        _beside.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _beside) await host.DisposeAsync();
        await Host.DisposeAsync();
        await Sim.DisposeAsync();
    }
}

/// <summary>Reads cards as people do.</summary>
public static class CardReading
{
    /// <summary>The card reads so, somewhere in the words that people see.</summary>
    public static void Says(this JsonNode? card, string words)
    {
        Assert.NotNull(card);
        Assert.Contains(words, card.Words(), StringComparison.Ordinal);
    }

    /// <summary>Nobody reads that on the card.</summary>
    public static void SaysNothingOf(this JsonNode? card, string words)
    {
        Assert.NotNull(card);
        Assert.DoesNotContain(words, card.Words(), StringComparison.Ordinal);
    }

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
