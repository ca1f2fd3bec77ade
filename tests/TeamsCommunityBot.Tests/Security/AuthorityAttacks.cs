using System.Text.Json.Nodes;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>
/// A genuine button in the wrong hands, a forged one in the right ones (S29–S36, S38–S44): nothing is changed, nothing is said to anybody else. Every
/// button of the bot goes through each of them.
/// </summary>
public sealed class AuthorityAttacks(Village village) : IClassFixture<Village>
{
    private static readonly string[] Nobody = ["", "00000000-0000-0000-0000-000000000000", "anonymous", "28:another"];
    private static readonly string[] Refusals = ["Alleen collega's", "Alleen wie", "Alleen een beheerder", "je hoort er niet bij", "oudere kaart"];

    private const string Message = "application/vnd.microsoft.activity.message";

    private static readonly Dictionary<string, Action<JsonObject>> Forgeries = new()
    {
        ["without a signature"] = act => act.Remove("sig"),
        ["with a shortened signature"] = act => act["sig"] = act["sig"]!.ToString()[..^2],
        ["signed with another key"] = act => act["sig"] = string.Concat(((char)(act["sig"]!.ToString()[0] ^ 1)).ToString(), act["sig"]!.ToString().AsSpan(1)),
        ["with one fact more"] = act => act["data"]!["lead"] = "true",
        ["with another verb"] = act => act["verb"] = act["verb"]!.ToString() == "community.unregister" ? "community.restore" : "community.unregister",
        ["with one member more"] = act => act["from"] = "29:anna",
    };

    public static TheoryData<string, string> WrongHands =>
        [.. VerbTable.All.SelectMany(verb => VerbTable.AdversariesOf(verb.Value).Select(who => (verb.Key, who)))];

    public static TheoryData<string, string> Forged => [.. VerbTable.All.Keys.SelectMany(verb => Forgeries.Keys.Select(how => (verb, how)))];

    public static TheoryData<string> Verbs => [.. VerbTable.All.Keys];

    [Fact]
    public void Every_button_of_the_bot_goes_through_this() =>
        Assert.Equal(Routes.Actions.Select(route => route.Trigger).Order(StringComparer.Ordinal), VerbTable.All.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(WrongHands))]
    public async Task S36_S38_S42_a_genuine_button_does_nothing_in_the_wrong_hands(string verb, string who)
    {
        var person = village.Find(who);
        var press = await village.PressAsync(verb, person, village.PlaceOf(VerbTable.All[verb].Spot, person));

        var answer = await village.LeavesAllAsItWasAsync(() => village.SendAsync(press));

        Assert.Equal(Message, answer!["type"]!.ToString());
    }

    [Theory, MemberData(nameof(WrongHands))]
    public async Task S29_whoever_the_press_says_it_is_from_does_not_count(string verb, string who)
    {
        var person = village.Find(who);
        var rightful = village.Find(VerbTable.RightfulOf(VerbTable.All[verb]));
        var press = await village.PressAsync(verb, person, village.PlaceOf(VerbTable.All[verb].Spot, person));
        foreach (var (where, name) in new[] { ("value", "userId"), ("value", "from"), ("data", "userId"), ("data", "aadObjectId"), ("data", "from") })
            (where == "value" ? press["value"]! : press["value"]!["action"]!["data"]!)[name] = rightful.AadObjectId;

        await village.LeavesAllAsItWasAsync(() => village.SendAsync(press));
    }

    [Theory, MemberData(nameof(WrongHands))]
    public async Task S44_what_somebody_is_called_does_not_count(string verb, string who)
    {
        var person = village.Find(who);
        var press = await village.PressAsync(verb, person, village.PlaceOf(VerbTable.All[verb].Spot, person));
        press["from"]!["name"] = who == "Guest" ? "Owner" : village.Find(VerbTable.RightfulOf(VerbTable.All[verb])).Name;

        await village.LeavesAllAsItWasAsync(() => village.SendAsync(press));
    }

    [Theory, MemberData(nameof(Forged))]
    public async Task S30_S35_a_button_that_is_not_ours_does_nothing_in_any_hands(string verb, string how)
    {
        var person = village.Find(VerbTable.RightfulOf(VerbTable.All[verb]));
        var press = await village.PressAsync(verb, person, village.PlaceOf(VerbTable.All[verb].Spot, person));
        var action = press["value"]!["action"]!;
        Forgeries[how](action["data"]!["act"]!.AsObject());
        action["verb"] = action["data"]!["act"]!["verb"]!.ToString();

        await village.LeavesAllAsItWasAsync(() => village.SendAsync(press));
    }

    [Theory, MemberData(nameof(Verbs))]
    public async Task S32_a_button_copied_to_another_channel_does_nothing(string verb)
    {
        var press = await village.PressAsync(verb, village.Org.Bram, village.Org.Private, signedFor: village.Org.Channel);

        await village.LeavesAllAsItWasAsync(() => village.SendAsync(press));
    }

    [Theory, MemberData(nameof(Verbs))]
    public async Task S39_S41_nobody_and_other_bots_get_nothing_done(string verb)
    {
        foreach (var id in Nobody)
        {
            var person = village.Find(VerbTable.RightfulOf(VerbTable.All[verb]));
            var press = await village.PressAsync(verb, person, village.PlaceOf(VerbTable.All[verb].Spot, person));
            if (id.StartsWith("28:", StringComparison.Ordinal)) press["from"]!["id"] = id;
            else press["from"]!["aadObjectId"] = id;

            await village.LeavesAllAsItWasAsync(() => village.SendAsync(press));
        }
    }

    /// <summary>Were it refused to everybody, the suite would prove nothing.</summary>
    [Theory, MemberData(nameof(Verbs))]
    public async Task Whoever_may_is_not_told_that_they_may_not(string verb)
    {
        await using var own = new Village();
        await own.InitializeAsync();
        var person = own.Find(VerbTable.RightfulOf(VerbTable.All[verb]));

        var answer = await own.SendAsync(await own.PressAsync(verb, person, own.PlaceOf(VerbTable.All[verb].Spot, person)));

        var said = answer!["value"]!.ToString();
        Assert.All(Refusals, refusal => Assert.DoesNotContain(refusal, said, StringComparison.Ordinal));
    }
}
