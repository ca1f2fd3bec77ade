using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Teams that does not answer, or answers at length: whoever waits reads a sentence within seven seconds, and never nothing.</summary>
public sealed class PatienceStory : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(7);

    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Theory]
    [InlineData("/community unregister", "kan nu niet")]
    [InlineData("/community nudge", "kan nu niet")]
    public async Task A_command_is_answered_while_the_roster_keeps_silent(string command, string words)
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        _story.Sim.Faults.Always(Fault.Hang(), new FaultScope(SimOperation.Member));

        var post = Assert.Single(await InTimeAsync(() => _story.SaysAsync(Org.Bram, Org.Channel, command)));

        Assert.Contains(words, post.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("community.edit")]
    [InlineData("call.raise")]
    public async Task A_press_is_answered_while_the_roster_keeps_silent(string verb)
    {
        var status = await _story.RegistersAsync(Org.Anna, Org.Channel);
        var post = verb == "community.edit" ? status : await CallAsync();
        _story.Sim.Faults.Always(Fault.Hang(), new FaultScope(SimOperation.Member));

        var answer = await InTimeAsync(() => _story.PressesAsync(Org.Chris, post, verb));

        Assert.Equal("application/vnd.microsoft.activity.message", answer["type"]!.ToString());
        Assert.NotEmpty(answer["value"]!.ToString());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("dokter")]
    public async Task Somebody_in_their_own_chat_is_answered_while_every_roster_keeps_silent(string command)
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        _story.Sim.Faults.Always(Fault.Hang(), new FaultScope(SimOperation.Member));

        Assert.Single(await InTimeAsync(() => _story.SaysAsync(Org.Chris, _story.Sim.Org.ChatWith(Org.Chris), command)));
    }

    [Fact]
    public async Task Questions_that_are_slow_one_after_the_other_end_in_a_sentence_too()
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        var roles = await _story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var form = await _story.PressesAsync(Org.Anna, roles, "role.choose");
        var press = _story.Sim.Activities.Press(
            form["value"]!.AsObject(), roles.Conversation, roles.ConversationId.Split('=')[^1], roles.Id, Org.Anna, "role.assign",
            new Dictionary<string, string> { ["Person"] = Org.Bram.AadObjectId, ["Backup"] = Org.Chris.AadObjectId });
        _story.Sim.Faults.Always(Fault.Delay(TimeSpan.FromSeconds(3)), new FaultScope(SimOperation.Member));

        // Whether Anna leads, whether Bram is here, whether Chris is: nine seconds together.
        var answer = await InTimeAsync(() => _story.DeliverAsync(press));

        Assert.Contains("duurde te lang", answer.Json!["value"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("gevraagd", (await _story.AsksAsync(Org.Bram, Org.Channel, "status")).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_a_person_is_answered_while_the_list_of_people_keeps_silent()
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        var roles = await _story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        _story.Sim.Faults.Always(Fault.Hang(), new FaultScope(SimOperation.PagedMembers));

        var answer = await InTimeAsync(() => _story.PressesAsync(Org.Anna, roles, "role.choose"));

        Assert.Equal("application/vnd.microsoft.activity.message", answer["type"]!.ToString());
    }

    private async Task<SimPost> CallAsync()
    {
        var form = await _story.AsksAsync(Org.Anna, Org.Channel, "vacature verbinder");
        await _story.PressesAsync(Org.Anna, form, "call.post");
        await _story.SettleAsync();
        return _story.Sim.Posts()[^1];
    }

    /// <summary>What somebody gets, on the bot's clock in time.</summary>
    private async Task<T> InTimeAsync<T>(Func<Task<T>> act)
    {
        var began = _story.Sim.Clock.GetUtcNow();
        var got = await act();
        Assert.InRange(_story.Sim.Clock.GetUtcNow() - began, TimeSpan.Zero, Longest);
        return got;
    }
}

/// <summary>Places with more people than a page or a turn holds.</summary>
public sealed class CrowdStory : IAsyncLifetime
{
    private Story _story = null!;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync();

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task In_a_team_of_twelve_thousand_a_role_is_given_by_mention_and_by_choice()
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        for (var n = 0; n < 12_000; n++) Org.Team.Roster.Add(_story.Sim.Org.AddPerson(Org.Tenant, $"Collega {n}"));
        var last = _story.Sim.Org.AddPerson(Org.Tenant, "Zelda Laatste");
        Org.Team.Roster.Add(last);
        _story.Sim.Faults.Always(Fault.Delay(TimeSpan.FromMilliseconds(100)), new FaultScope(SimOperation.PagedMembers));
        var roles = await _story.AsksAsync(Org.Anna, Org.Channel, "rollen");

        var form = await _story.PressesAsync(Org.Anna, roles, "role.choose");
        Assert.Equal("application/vnd.microsoft.card.adaptive", form["type"]!.ToString());

        var message = _story.Sim.Activities.Message(Org.Channel, Org.Anna, $"/community rol verbinder <at>{last.Name}</at>");
        message["entities"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = $"<at>{last.Name}</at>",
            ["mentioned"] = new JsonObject { ["id"] = last.Address, ["name"] = last.Name },
        });
        Assert.Contains("een bericht gestuurd", Assert.Single(await _story.SendAsync(message)).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_hold_more_people_than_were_asked_for()
    {
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        var roles = await _story.AsksAsync(Org.Anna, Org.Channel, "rollen");
        var people = new JsonArray();
        for (var n = 0; n < 160; n++)
            people.Add(new JsonObject
            {
                ["id"] = $"29:{n}{new string('x', 80)}",
                ["aadObjectId"] = Guid.NewGuid().ToString(),
                ["name"] = $"Collega {n} {new string('n', 100)}",
                ["email"] = $"collega{n}{new string('m', 100)}@voorbeeld.example",
                ["userPrincipalName"] = $"collega{n}{new string('m', 100)}@voorbeeld.example",
            });
        var page = new JsonObject { ["members"] = people }.ToJsonString();
        Assert.InRange(page.Length, 65_537, int.MaxValue);
        _story.Sim.Faults.Always(Fault.Body(200, page), new FaultScope(SimOperation.PagedMembers));

        var form = await _story.PressesAsync(Org.Anna, roles, "role.choose");

        Assert.Equal("application/vnd.microsoft.card.adaptive", form["type"]!.ToString());
    }

    [Fact]
    public async Task Asked_twenty_times_at_once_Teams_hears_each_question_once()
    {
        await RegisterAsync(10, Org.Anna);
        Org.Team.Roster.Remove(Org.Chris);
        var chat = _story.Sim.Org.ChatWith(Org.Chris);
        var before = Asked();

        await AskTwentyTimesAsync(chat);
        Assert.InRange(Asked() - before, 1, 10);

        // Nothing else is true a moment later.
        await AskTwentyTimesAsync(chat);
        Assert.InRange(Asked() - before, 1, 10);
    }

    [Fact]
    public async Task Asked_twenty_times_at_once_in_two_processes_Teams_hears_each_question_once_from_each()
    {
        await RegisterAsync(10, Org.Anna);
        Org.Team.Roster.Remove(Org.Chris);
        var (chat, other) = (_story.Sim.Org.ChatWith(Org.Chris), await _story.BesideAsync());
        var before = Asked();

        await AskTwentyTimesAsync(chat, other);

        Assert.InRange(Asked() - before, 1, 20);
    }

    [Fact]
    public async Task What_turns_ask_keeps_to_what_Teams_allows()
    {
        await RegisterAsync(30, Org.Anna, Org.Bram, Org.Chris);
        SimPerson[] people = [.. Enumerable.Range(0, 6).Select(n => _story.Sim.Org.AddPerson(Org.Tenant, $"Collega {n}"))];
        Org.Team.Roster.Add(people);
        var before = _story.Sim.Requests.Count;

        await Task.WhenAll(people.Select(person => _story.DeliverAsync(_story.Sim.Activities.Message(_story.Sim.Org.ChatWith(person), person, "status"))));

        var asked = _story.Sim.Requests.Skip(before)
            .Where(request => request.Operation == SimOperation.Member && people.Any(person => IsAbout(request, person)))
            .Select(request => request.At).ToList();
        Assert.InRange(asked.Count, 150, int.MaxValue);
        // Fifty at once, and the others at fifty a second.
        Assert.InRange(asked.Max() - asked.Min(), TimeSpan.FromSeconds(1.5), TimeSpan.MaxValue);
    }

    /// <summary>So many communities, ten by each of these people: more is not taken from one within a minute.</summary>
    private async Task RegisterAsync(int count, params SimPerson[] people)
    {
        for (var n = 0; n < count; n++)
            await _story.RegistersAsync(people[n / 10], _story.Sim.Org.AddChannel(Org.Team, $"Kanaal {n}"), $"Community {n}");
        await _story.SettleAsync();
    }

    private static bool IsAbout(SimRequest request, SimPerson person) =>
        request.Target.EndsWith(Uri.EscapeDataString(person.Address), StringComparison.Ordinal);

    /// <summary>What Teams was asked; two processes do not know of each other's pace, so what it sent back for being too much is not counted.</summary>
    private int Asked() => _story.Sim.Requests.Count(request => request is { Operation: SimOperation.Member, Status: not 429 });

    private async Task AskTwentyTimesAsync(SimConversation chat, BotHost? other = null)
    {
        var asking = Enumerable.Range(0, 20)
            .Select(n => _story.DeliverAsync(_story.Sim.Activities.Message(chat, Org.Chris, "status"), n % 2 == 0 ? null : other));
        Assert.All(await Task.WhenAll(asking), delivery => Assert.Equal(HttpStatusCode.OK, delivery.Status));
    }
}
