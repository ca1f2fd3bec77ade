using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CsCheck;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Tests.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Outbound;

public sealed class CardSignerTests : IDisposable
{
    private const string Tenant = "7d0b7a00-0000-4000-8000-000000000001";
    private const string Channel = "19:abc@thread.tacv2";

    private static readonly string[] Likely = ["", "a", "A", "b", "ab", "=", "|", ".", "\0", "\ud800", "\udc00", "é", "e\u0301", "month", "3"];

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.Int[0, Likely.Length - 1].Select(i => Likely[i]));

    private static readonly Gen<IReadOnlyDictionary<string, string>> Facts =
        Gen.Dictionary(Text, Text)[0, 4].Select(facts => (IReadOnlyDictionary<string, string>)facts);

    private static readonly Gen<(string Tenant, string Conversation, string Verb, IReadOnlyDictionary<string, string> Data)> Offer =
        Gen.Select(Text, Text.Select(id => id.Replace(";", "", StringComparison.Ordinal)), Text, Facts);

    private readonly SteppingTime _time = new();
    private readonly WatchedTable _table = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _table.Dispose();

    [Fact]
    public async Task Every_button_wherever_it_stands_is_signed_and_has_a_fallback()
    {
        var card = Card(Button("top")) with
        {
            Body =
            [
                new TextBlock("Hallo"),
                new ActionSet([Button("set"), new ActionOpenUrl(new Uri("https://example.org/")) { Title = "Elders" }]),
                new Container([new ActionSet([Button("container")]),
                    new Container([new ColumnSet([new Column("auto", [new ActionSet([Button("column")])])])])]),
            ],
        };

        var signed = await Signer().SignAsync(card, Tenant, Channel, Ct);

        var buttons = Buttons(signed.Body).Concat(signed.Actions).OfType<ActionExecute>().ToList();
        Assert.Equal(["set", "container", "column", "top"], buttons.Select(button => button.Payload!.Act.Verb));
        foreach (var button in buttons)
        {
            Assert.Equal(button.Payload, Assert.IsType<ActionSubmit>(button.Fallback).Payload);
            Assert.Equal(button.Title, button.Fallback!.Title);
            Assert.True(await Signer().VerifyAsync(button.Payload!.Act, Tenant, Channel, Ct));
        }
        Assert.Null(Assert.IsType<ActionExecute>(card.Actions[0]).Payload);
    }

    [Fact]
    public async Task Buttons_in_fallbacks_popovers_cells_and_behind_presses_are_signed_like_any_other()
    {
        var signed = Json(await Signer().SignAsync(Everywhere(), Tenant, Channel, Ct));

        var buttons = CardRules.Parts(signed).Where(part => part["type"]?.ToString() is "Action.Execute").ToList();
        Assert.Equal(
            [
                "cell", "compound", "compound-fallback", "container", "deep", "deep-fallback", "icon",
                "popover", "popover-fallback", "popover-set", "table-fallback",
            ],
            buttons.Select(button => button["verb"]!.ToString()).Order(StringComparer.Ordinal));
        foreach (var button in buttons)
        {
            Assert.True(await Signer().VerifyAsync(ActOf(button), Tenant, Channel, Ct), button["verb"]!.ToString());
            Assert.True(JsonNode.DeepEquals(button["data"], button["fallback"]!["data"]), button["verb"]!.ToString());
        }
    }

    [Fact]
    public async Task A_signature_taken_from_another_place_of_the_card_or_another_conversation_does_not_hold()
    {
        var signed = Json(await Signer().SignAsync(Everywhere(), Tenant, Channel, Ct));
        var acts = CardRules.Parts(signed).Where(part => part["type"]?.ToString() is "Action.Execute").Select(ActOf).ToList();

        Assert.NotEmpty(acts);
        foreach (var act in acts)
        {
            foreach (var other in acts.Where(other => other.Verb != act.Verb))
                Assert.False(await Signer().VerifyAsync(act with { Sig = other.Sig }, Tenant, Channel, Ct), $"{act.Verb} as {other.Verb}");
            Assert.False(await Signer().VerifyAsync(act, Tenant, "19:other@thread.tacv2", Ct), act.Verb);
            Assert.False(await Signer().VerifyAsync(act with { Data = new Dictionary<string, string> { ["role"] = "bouwer" } }, Tenant, Channel, Ct), act.Verb);
        }
    }

    [Fact]
    public async Task Where_elements_are_plain_their_fallbacks_leave_and_are_signed()
    {
        var signed = Json(await Signer(CardElements.Plain).SignAsync(Everywhere(), Tenant, Channel, Ct));

        var parts = CardRules.Parts(signed).ToList();
        Assert.DoesNotContain(parts, CardRules.IsNewer);
        var buttons = parts.Where(part => part["type"]?.ToString() is "Action.Execute").ToList();
        Assert.Contains("compound-fallback", buttons.Select(button => button["verb"]!.ToString()));
        foreach (var button in buttons) Assert.True(await Signer().VerifyAsync(ActOf(button), Tenant, Channel, Ct), button["verb"]!.ToString());
    }

    /// <summary>What is new here must be known to <see cref="CardRewriter"/> and stand in <see cref="Everywhere"/>.</summary>
    [Fact]
    public void The_walk_knows_every_place_that_can_hold_an_element_or_a_button()
    {
        var places = typeof(CardElement).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(CardElement).Namespace && !type.IsAssignableTo(typeof(JsonSerializerContext)) && !type.IsAbstract)
            .SelectMany(type => type.GetProperties().Where(property => Holds(property.PropertyType)).Select(property => $"{type.Name}.{property.Name}"))
            // Every element has one, and the walk goes into each.
            .Except(typeof(CardElement).Assembly.GetTypes()
                .Where(type => type.IsAssignableTo(typeof(CardElement)))
                .Select(type => $"{type.Name}.{nameof(CardElement.Fallback)}"));

        Assert.Equal(
            [
                "ActionExecute.Fallback", "ActionPopover.Content", "ActionPopover.Fallback", "ActionSet.Actions",
                "AdaptiveCard.Actions", "AdaptiveCard.Body", "Column.Items", "ColumnSet.Columns",
                "CompoundButton.SelectAction", "Container.Items", "Container.SelectAction", "Icon.SelectAction",
                "Table.Rows", "TableCell.Items", "TableRow.Cells",
            ],
            places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_signature_holds_for_its_own_button_in_any_thread_of_its_own_conversation_alone()
    {
        var signer = Signer();
        var act = await SignAsync(signer, "role.accept", new() { ["role"] = "bouwer", ["v"] = "3" });

        Assert.True(await signer.VerifyAsync(act, Tenant, Channel, Ct));
        Assert.True(await signer.VerifyAsync(act, Tenant.ToUpperInvariant(), $"{Channel};messageid=17", Ct));
        Assert.False(await signer.VerifyAsync(act, Tenant, "19:other@thread.tacv2", Ct));
        Assert.False(await signer.VerifyAsync(act, "another", Channel, Ct));
        Assert.False(await signer.VerifyAsync(act with { Verb = "role.refuse" }, Tenant, Channel, Ct));
    }

    [Fact]
    public async Task Facts_may_come_back_in_another_order_but_none_changed_added_or_missing()
    {
        var signer = Signer();
        var act = await SignAsync(signer, "role.accept", new() { ["role"] = "bouwer", ["v"] = "3" });
        SignedAct With(params (string Name, string Value)[] facts) => act with { Data = facts.ToDictionary(fact => fact.Name, fact => fact.Value) };

        Assert.True(await signer.VerifyAsync(With(("v", "3"), ("role", "bouwer")), Tenant, Channel, Ct));
        Assert.False(await signer.VerifyAsync(With(("v", "4"), ("role", "bouwer")), Tenant, Channel, Ct));
        Assert.False(await signer.VerifyAsync(With(("v", "3"), ("role", "bouwer"), ("x", "")), Tenant, Channel, Ct));
        Assert.False(await signer.VerifyAsync(With(("v", "3")), Tenant, Channel, Ct));
        Assert.False(await signer.VerifyAsync(With(("v", "bouwer"), ("role", "3")), Tenant, Channel, Ct));
    }

    [Fact]
    public async Task A_signature_that_is_missing_cut_extended_or_respelled_does_not_hold()
    {
        var signer = Signer();
        var act = await SignAsync(signer, "role.accept", []);
        var (sig, dot) = (act.Sig, act.Sig.IndexOf('.', StringComparison.Ordinal));
        string[] forged =
        [
            "", ".", "x", sig[..dot], sig[..(dot + 1)], sig[..^1], $"{sig}A", $"{sig}=", $"0{sig}", $"+{sig}", $" {sig}", sig[(dot + 1)..],
            $"-1{sig[dot..]}", $"99999999999{sig[dot..]}", $"2147483647{sig[dot..]}", $"9999999{sig[dot..]}", $"0{sig[dot..]}",
            $"{int.Parse(sig[..dot], null) + 1}{sig[dot..]}", $"{int.Parse(sig[..dot], null) - 1}{sig[dot..]}", sig.ToUpperInvariant(), new('a', 100_000),
        ];

        foreach (var text in forged) Assert.False(await signer.VerifyAsync(act with { Sig = text }, Tenant, Channel, Ct), text[..Math.Min(60, text.Length)]);
    }

    [Fact]
    public async Task Another_installation_signs_with_another_key()
    {
        var act = await SignAsync(Signer(), "role.accept", []);

        using var other = new WatchedTable();
        Assert.False(await new CardSigner(new CardKeys(other, _time), Options.Create(new CardOptions())).VerifyAsync(act, Tenant, Channel, Ct));
    }

    [Fact]
    public void What_is_signed_holds_and_no_two_offers_share_a_signature()
    {
        var key = new byte[32];
        Gen.Select(Offer, Offer).Sample(
            (one, other) =>
            {
                var (first, second) = (Sign(key, one), Sign(key, other));
                return CardSignature.AreEqual(first, Sign(key, one)) && first == second == AreSame(one, other);
            },
            iter: 5_000);
    }

    [Fact]
    public async Task Any_text_in_place_of_a_signature_is_refused_without_an_exception()
    {
        var signer = Signer();
        await SignAsync(signer, "warm", []);
        await Gen.Select(Offer, Text).SampleAsync(
            async (offer, sig) => !await signer.VerifyAsync(new SignedAct(offer.Verb, offer.Data, sig), offer.Tenant, offer.Conversation, Ct),
            iter: 1_000);
    }

    [Fact]
    public async Task A_key_lasts_ninety_days_and_is_accepted_for_thirteen_months_more()
    {
        var act = await SignAsync(Signer(), "role.accept", []);
        for (var day = 0; day < 400; day += 40)
        {
            Assert.True(await Signer().VerifyAsync(act, Tenant, Channel, Ct), $"after {day} days");
            await SignAsync(Signer(), "other", []);
            _time.Advance(TimeSpan.FromDays(40));
        }
        Assert.InRange(_table.Keys.Count, 4, 6);

        _time.Advance(TimeSpan.FromDays(90));
        Assert.False(await Signer().VerifyAsync(act, Tenant, Channel, Ct));
    }

    [Fact]
    public async Task Instances_that_start_together_agree_on_one_key()
    {
        var signers = Enumerable.Range(0, 16).Select(_ => Signer()).ToList();

        var acts = await Task.WhenAll(signers.Select(signer => Task.Run(() => SignAsync(signer, "role.accept", []), Ct)));

        Assert.Single(_table.Keys);
        Assert.Single(acts.Select(act => act.Sig).Distinct());
    }

    [Fact]
    public async Task A_neighbour_whose_clock_is_ahead_is_understood()
    {
        var (behind, ahead) = (Signer(), new SteppingTime());
        await SignAsync(behind, "warm", []);
        ahead.Advance(CardKeys.Period);
        var act = await SignAsync(new CardSigner(new CardKeys(_table, ahead), Options.Create(new CardOptions())), "role.accept", []);

        Assert.True(await behind.VerifyAsync(act, Tenant, Channel, Ct));
    }

    [Fact]
    public async Task The_store_is_read_once_and_forgeries_do_not_make_it_work()
    {
        var signer = Signer();
        var act = await SignAsync(signer, "role.accept", []);
        var before = _table.Reads;
        var period = int.Parse(act.Sig.Split('.')[0], null);
        for (var i = 0; i < 1_000; i++)
        {
            await SignAsync(signer, "role.accept", []);
            await signer.VerifyAsync(act, Tenant, Channel, Ct);
            await signer.VerifyAsync(act with { Sig = $"{period - (i % 3)}.x" }, Tenant, Channel, Ct);
            await signer.VerifyAsync(act with { Sig = $"{period + 2 + i}.x" }, Tenant, Channel, Ct);
        }

        Assert.InRange(_table.Reads - before, 0, 2);
    }

    [Fact]
    public async Task Without_the_store_no_first_card_is_signed_but_later_ones_are()
    {
        _table.IsDown = true;
        var signer = Signer();
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await SignAsync(signer, "x", []));
        _table.IsDown = false;
        var act = await SignAsync(signer, "x", []);
        _table.IsDown = true;

        Assert.True(await signer.VerifyAsync(act, Tenant, Channel, Ct));
    }

    private static string Sign(byte[] key, (string Tenant, string Conversation, string Verb, IReadOnlyDictionary<string, string> Data) offer) =>
        CardSignature.Of(key, 7, offer.Tenant, offer.Conversation, offer.Verb, offer.Data);

    private static bool AreSame(
        (string Tenant, string Conversation, string Verb, IReadOnlyDictionary<string, string> Data) one,
        (string Tenant, string Conversation, string Verb, IReadOnlyDictionary<string, string> Data) other) =>
        Lower(one.Tenant).SequenceEqual(Lower(other.Tenant)) && one.Conversation == other.Conversation && one.Verb == other.Verb
        && one.Data.Count == other.Data.Count && one.Data.All(fact => other.Data.TryGetValue(fact.Key, out var value) && value == fact.Value);

    private static IEnumerable<char> Lower(string text) => text.Select(char.ToLowerInvariant);

    private CardSigner Signer(CardElements elements = CardElements.Rich) =>
        new(new CardKeys(_table, _time), Options.Create(new CardOptions { Elements = elements }));

    private static async Task<SignedAct> SignAsync(CardSigner signer, string verb, Dictionary<string, string> data) =>
        ((ActionExecute)(await signer.SignAsync(Card(Button(verb, data)), Tenant, Channel, Ct)).Actions[0]).Payload!.Act;

    private static AdaptiveCard Card(params CardAction[] actions) => new() { Lang = "nl", FallbackText = "Kaart.", Body = [], Actions = actions };

    private static ActionExecute Button(string verb, Dictionary<string, string>? data = null) => new() { Title = verb, Verb = verb, Data = data ?? [] };

    /// <summary>A button in each place that can hold one.</summary>
    private static AdaptiveCard Everywhere() => Card(new ActionPopover(new Container([Set("popover-set"), Pressed("popover")]))
    {
        Title = "Meer",
        Fallback = Button("popover-fallback"),
    }) with
    {
        Body =
        [
            new Container([Pressed("icon")]) { SelectAction = Button("container") },
            new CompoundButton("Verder") { SelectAction = Button("compound"), Fallback = new Container([Set("compound-fallback")]) },
            new Table([new(1)], [new([new([Set("cell")])])]) { Fallback = Set("table-fallback") },
            new Badge("Bezet")
            {
                Fallback = new CompoundButton("Dieper") { SelectAction = Button("deep"), Fallback = new ColumnSet([new("auto", [Set("deep-fallback")])]) },
            },
        ],
    };

    private static Icon Pressed(string verb) => new("Clock") { SelectAction = Button(verb), Fallback = CardElement.Drop };

    private static ActionSet Set(string verb) => new([Button(verb)]);

    private static bool Holds(Type type) =>
        ((Type[])[type, .. type.GenericTypeArguments]).Any(item => item.IsAssignableTo(typeof(CardElement)) || item.IsAssignableTo(typeof(CardAction))
            || item == typeof(Column) || item == typeof(TableRow) || item == typeof(TableCell));

    private static JsonObject Json(AdaptiveCard card) => JsonSerializer.SerializeToNode(card, CardJson.Default.AdaptiveCard)!.AsObject();

    private static SignedAct ActOf(JsonObject button)
    {
        var act = button["data"]!["act"]!;
        return new(act["verb"]!.ToString(), act["data"]!.AsObject().ToDictionary(fact => fact.Key, fact => fact.Value!.ToString()), act["sig"]!.ToString());
    }

    private static IEnumerable<CardAction> Buttons(IEnumerable<CardElement> body) => body.SelectMany(element => element switch
    {
        ActionSet set => set.Actions,
        Container container => Buttons(container.Items),
        ColumnSet columns => columns.Columns.SelectMany(column => Buttons(column.Items)),
        _ => [],
    });
}
