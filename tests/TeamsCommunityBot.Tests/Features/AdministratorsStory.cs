using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Features.Administration;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Who administers the bot: visibly, named by each other, and never nobody.</summary>
public sealed class AdministratorsStory : StoryTests
{
    protected override async ValueTask BeginAsync()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Anna)]);
    }

    [Fact]
    public async Task The_first_installer_stands_on_the_list_with_a_date_for_every_colleague()
    {
        var words = (await Story.AsksAsync(Org.Bram, Org.Channel, "beheerders")).Card!.Words();

        Assert.Contains("Anna Voorbeeld", words, StringComparison.Ordinal);
        Assert.Matches(@"sinds \d+ \w+ \d{4}", words);
    }

    [Fact]
    public async Task An_administrator_names_a_colleague_from_the_list_and_both_lists_and_powers_follow()
    {
        var posted = await NameAsync(Org.Anna, Org.Bram);

        Assert.Contains("Bram Testman is nu beheerder", posted, StringComparison.Ordinal);
        Assert.Equal([Org.Anna.AadObjectId, Org.Bram.AadObjectId], await IdsAsync());
        (await Story.AsksAsync(Org.Chris, Org.Channel, "admins", "en-US")).Card.Says("Bram Testman");
        await NameAsync(Org.Bram, Org.Chris);
        Assert.Equal(3, (await IdsAsync()).Count);
    }

    [Fact]
    public async Task A_mention_names_at_once()
    {
        var answer = (await Story.SendAsync(Mentioning(Org.Anna, "beheerders", Org.Bram)))[0];

        answer.Card.Says("Bram Testman is nu beheerder");
        Assert.Equal([Org.Anna.AadObjectId, Org.Bram.AadObjectId], await IdsAsync());
    }

    [Fact]
    public async Task Nobody_else_names_anyone_and_no_guest_is_named()
    {
        var before = Story.Host.Fingerprint();

        await Story.SendAsync(Mentioning(Org.Bram, "beheerders", Org.Bram));
        await Story.SendAsync(Mentioning(Org.Anna, "beheerders", Org.Guest));
        await Story.SendAsync(Mentioning(Org.Anna, "beheerders", Org.Stranger));
        await Story.SendAsync(Mentioning(Org.Guest, "beheerders", Org.Guest));

        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task The_last_one_stays_until_another_is_named()
    {
        var form = await FormAsync(Org.Anna);
        var ask = await PressAsync(Org.Anna, form, EditedPlace, AskToStopAdministering.Verb);
        var refused = await PressAsync(Org.Anna, ask["value"]!.AsObject(), EditedPlace, StopAdministering.Verb);

        Assert.Contains("Wijs eerst iemand anders aan", refused["value"]!.ToString(), StringComparison.Ordinal);

        await NameAsync(Org.Anna, Org.Bram);
        await PressAsync(Org.Anna, ask["value"]!.AsObject(), EditedPlace, StopAdministering.Verb);
        Assert.Equal([Org.Bram.AadObjectId], await IdsAsync());
    }

    [Fact]
    public async Task Two_who_remove_each_other_at_once_leave_one()
    {
        await NameAsync(Org.Anna, Org.Bram);
        var (ofAnna, ofBram) = (await FormAsync(Org.Anna), await FormAsync(Org.Bram));

        await Task.WhenAll(
            PressAsync(Org.Anna, ofAnna, EditedPlace, RemoveAdministrator.Verb, ("Former", Org.Bram.AadObjectId)),
            PressAsync(Org.Bram, ofBram, EditedPlace, RemoveAdministrator.Verb, ("Former", Org.Anna.AadObjectId)));

        Assert.Single(await IdsAsync());
    }

    [Fact]
    public async Task Who_was_named_hears_it_personally_in_their_own_language()
    {
        await Story.SaysAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "language en");

        await NameAsync(Org.Anna, Org.Bram);

        var news = (await Story.PersonalPostsAsync(Org.Bram))[^1].Card!;
        news.Says("Anna Voorbeeld made you an administrator");
        Assert.Equal("en", news["lang"]!.ToString());
    }

    [Fact]
    public async Task Whom_the_bot_cannot_reach_hears_it_where_it_was_done()
    {
        Org.Bram.HasBlockedBot = true;

        await NameAsync(Org.Anna, Org.Bram);
        await Story.SettleAsync();

        Assert.Contains("je bent nu beheerder", Story.Sim.Posts(Org.Channel)[^1].Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_removed_hears_it_too_and_nobody_else_does()
    {
        await NameAsync(Org.Anna, Org.Bram);
        await PressAsync(Org.Anna, await FormAsync(Org.Anna), EditedPlace, RemoveAdministrator.Verb, ("Former", Org.Bram.AadObjectId));

        Assert.Contains("geen beheerder meer", (await Story.PersonalPostsAsync(Org.Bram))[^1].Card!.Words(), StringComparison.Ordinal);

        await NameAsync(Org.Anna, Org.Bram);
        await Story.SettleAsync();
        Org.Bram.HasBlockedBot = true;
        await PressAsync(Org.Anna, await FormAsync(Org.Anna), EditedPlace, RemoveAdministrator.Verb, ("Former", Org.Bram.AadObjectId));
        var before = Story.Sim.Posts(Org.Channel).Count;
        await Story.SettleAsync();
        Assert.Equal(before, Story.Sim.Posts(Org.Channel).Count);
    }

    [Fact]
    public async Task A_list_of_an_older_version_with_ids_alone_goes_on_working()
    {
        var table = Story.Host.Services.GetRequiredService<ITable>();
        var key = new Key(Key.Join("tenant", Org.Tenant.Id), "administrators");
        var old = await table.FindAsync(key, Ct);
        await table.ReplaceAsync(key, $$"""{"V":1,"People":["{{Org.Dina.AadObjectId}}"],"Since":"2026-03-01T09:00:00+00:00"}""", old!.ETag, Ct);

        (await Story.AsksAsync(Org.Bram, Org.Channel, "beheerders")).Card.Says("sinds 1 maart 2026");
        await NameAsync(Org.Dina, Org.Bram);

        Assert.Equal([Org.Dina.AadObjectId, Org.Bram.AadObjectId], await IdsAsync());
    }

    [Fact]
    public async Task What_happened_stands_on_the_form_for_administrators()
    {
        await NameAsync(Org.Anna, Org.Bram);

        (await FormAsync(Org.Anna)).Says("Anna Voorbeeld heeft Bram Testman beheerder gemaakt.");
    }

    [Fact]
    public async Task In_a_chat_with_the_bot_administrators_change_too()
    {
        await NameAsync(Org.Anna, Org.Bram);
        var chat = Story.Sim.Org.ChatWith(Org.Anna);
        var list = await Story.AsksAsync(Org.Anna, chat, "beheerders");

        var form = await Story.PressesAsync(Org.Anna, list, EditAdministrators.Verb);
        form["value"].Says("Open dit dan in een kanaal");

        var removed = Story.Sim.Activities.Press(form["value"]!.AsObject(), chat, null, list.Id, Org.Anna, RemoveAdministrator.Verb,
            new Dictionary<string, string> { ["Former"] = Org.Bram.AadObjectId });
        await Story.Sim.DeliverAsync(Story.Host.Endpoint, removed, Ct);
        Assert.Equal([Org.Anna.AadObjectId], await IdsAsync());
    }

    private string EditedPlace => Story.Sim.Posts(Org.Channel).Last(post => post.Card is not null).Id;

    private async Task<JsonObject> FormAsync(SimPerson who)
    {
        var list = await Story.AsksAsync(who, Org.Channel, "beheerders");
        return (await Story.PressesAsync(who, list, EditAdministrators.Verb))["value"]!.AsObject();
    }

    private async Task<string> NameAsync(SimPerson by, SimPerson about)
    {
        var answer = await PressAsync(by, await FormAsync(by), EditedPlace, NameAdministrator.Verb, ("Person", about.AadObjectId));
        await Story.SettleAsync();
        return answer["value"]!.Words();
    }

    private async Task<JsonNode> PressAsync(SimPerson who, JsonObject card, string replyTo, string verb, params (string Id, string Value)[] inputs)
    {
        var press = Story.Sim.Activities.Press(card, Org.Channel, replyTo, replyTo, who, verb, inputs.ToDictionary(input => input.Id, input => input.Value));
        return (await Story.DeliverAsync(press)).Json!;
    }

    private JsonObject Mentioning(SimPerson from, string command, SimPerson mentioned)
    {
        var message = Story.Sim.Activities.Message(Org.Channel, from, $"{command} x");
        message["text"] = message["text"]!.ToString().Replace(" x", $" <at>{mentioned.Name}</at>", StringComparison.Ordinal);
        message["entities"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = mentioned.Address, ["name"] = mentioned.Name },
            ["text"] = $"<at>{mentioned.Name}</at>",
        });
        return message;
    }

    private async Task<IReadOnlyList<string>> IdsAsync()
    {
        using var scope = Story.Host.Services.CreateScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<AdministratorStore>().ReadAsync(Org.Tenant.Id,
            Ct)).All.Select(administrator => administrator.Who.Id)];
    }
}
