using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>
/// Two communities with people of every kind, and buttons that are truly ours: what an attack changes is who presses, where, or one thing about the
/// button. Anna leads the channel's community, Bram leads that of the private channel, Chris takes part, Dina administers the bot.
/// </summary>
public sealed class Village : IAsyncLifetime
{
    private const string Posted = "1795300000000";

    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public Story Story => _story;

    public SimSample Org => _story.Org;

    /// <summary>Registrations on top of the bot's own.</summary>
    public Action<IServiceCollection>? More { get; init; }

    /// <summary>A colleague who is not in the team.</summary>
    public SimPerson Outsider { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _story = await Story.StartAsync(clock: Clock, more: More);
        _story.Sim.Limits.Enabled = false;
        Outsider = _story.Sim.Org.AddPerson(Org.Tenant, "Els Buitenstaander");
        await _story.SendAsync([.. _story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        await _story.RegistersAsync(Org.Bram, Org.Private, "Kleine kring");
        await _story.SettleAsync();
    }

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    public SimPerson Find(string name) => name == "Outsider" ? Outsider : (SimPerson)typeof(SimSample).GetProperty(name)!.GetValue(Org)!;

    public SimConversation PlaceOf(Spot spot, SimPerson who) => spot switch
    {
        Spot.Chat => _story.Sim.Org.ChatWith(who),
        Spot.Unregistered => Org.Team.General,
        _ => Org.Channel,
    };

    /// <summary>A press of a button that we signed for that very place.</summary>
    /// <param name="channelId">Whose community the button is about; the channel's unless said otherwise.</param>
    /// <param name="facts">What is signed; as the table has it unless said otherwise.</param>
    public async Task<JsonObject> PressAsync(string verb, SimPerson who, SimConversation where, SimConversation? signedFor = null, string? channelId = null,
        IReadOnlyDictionary<string, string>? facts = null)
    {
        var wanted = VerbTable.All[verb];
        var card = new AdaptiveCard
        {
            Lang = "nl",
            FallbackText = verb,
            Body = [Parts.Heading(verb)],
            Actions = [new ActionExecute { Title = verb, Verb = verb, Data = Meant(facts ?? wanted.Facts(this), channelId) }],
        };
        var signed = await _story.Host.Services.GetRequiredService<ICardSigner>().SignAsync(card, Org.Tenant.Id, (signedFor ?? where).Id, Ct);
        var json = JsonSerializer.SerializeToNode(signed, CardJson.Default.AdaptiveCard)!.AsObject();
        return _story.Sim.Activities.Press(json, where, where is SimChannel ? Posted : null, Posted, who, verb, Meant(wanted.Filled(this), channelId));
    }

    public async Task<JsonNode?> SendAsync(JsonObject press)
    {
        var delivery = await _story.DeliverAsync(press);
        Assert.Equal(HttpStatusCode.OK, delivery.Status);
        return delivery.Json;
    }

    /// <summary>Runs an attack; demands every row as it was, and nothing said to anyone: the bot may ask Teams who somebody is, and no more.</summary>
    public async Task<JsonNode?> LeavesAllAsItWasAsync(Func<Task<JsonNode?>> attack)
    {
        // What an earlier attack set going by right (a look at the status asks which team it is) is over.
        await _story.SettleAsync();
        var (rows, said) = (_story.Host.Fingerprint(), Said());
        var answer = await attack();
        Assert.Equal(rows, _story.Host.Fingerprint());
        Assert.Equal(said, Said());
        return answer;
    }

    private Dictionary<string, string> Meant(IReadOnlyDictionary<string, string> facts, string? channelId) =>
        facts.ToDictionary(fact => fact.Key, fact => channelId is not null && fact.Value == Org.Channel.Id ? channelId : fact.Value);

    private int Said() => _story.Sim.Requests.ToConnector.Count(request => request.Method != "GET");
}
