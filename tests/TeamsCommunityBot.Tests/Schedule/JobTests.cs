using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>What a job can count on, through the whole bot and the wire.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, 500, TimeSpan.Zero));
    private readonly SampleScript _script = new();
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimSample Org => _story.Org;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync(clock: _clock, more: _script.AddTo);

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task What_is_due_now_reaches_a_person_at_once_in_their_own_chat_with_buttons_that_work()
    {
        _script.Plan = _ => new(JobPlan.Of(ToBram("Wil je bouwer zijn?")));

        await PlanAsync(_clock.GetUtcNow());

        // Nobody moves the clock and nobody asks: the planning itself wakes the scheduler.
        var post = Assert.Single(await _story.Sim.WaitForPostsAsync(Chat.Id, 1, Ct));
        Assert.Equal("Wil je bouwer zijn?", post.Card!["body"]![0]!["text"]!.ToString());
        var answer = await _story.PressesAsync(Org.Bram, post, "status.refresh");
        Assert.Equal(200, (int)answer["statusCode"]!);
        Assert.DoesNotContain("older card", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("oudere kaart", answer.ToJsonString(), StringComparison.Ordinal);
        await _story.SettleAsync();
        Assert.IsType<PostResult.Sent>(Assert.Single(_script.Reported).Result);
    }

    [Fact]
    public async Task A_line_waits_for_the_end_of_the_turn_that_writes_it_and_half_a_minute_if_that_never_comes()
    {
        _script.Plan = _ => new(JobPlan.Nothing);
        var now = _clock.GetUtcNow();
        await using (var turn = _story.Host.Services.CreateAsyncScope())
        {
            await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(Org.Tenant.Id, SampleJob.Kind, "truth not written yet", now), Ct);
            await PlanAsync(now, "another turn");
            await _story.SettleAsync();
            Assert.Equal(["another turn"], _script.Asked.Select(asked => asked.Item.Subject));
        }
        await _story.SettleAsync();
        Assert.Equal(["another turn", "truth not written yet"], _script.Asked.Select(asked => asked.Item.Subject));

        var dying = _story.Host.Services.CreateAsyncScope();
        await dying.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(Org.Tenant.Id, SampleJob.Kind, "died halfway", now), Ct);
        await _story.LaterAsync(TimeSpan.FromSeconds(29));
        Assert.Equal(2, _script.Asked.Count);
        await _story.LaterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(3, _script.Asked.Count);
        await dying.DisposeAsync();
    }

    [Fact]
    public async Task What_is_due_later_waits_for_its_moment()
    {
        _script.Plan = _ => new(JobPlan.Of(ToBram("Nog een keer.")));
        await PlanAsync(_clock.GetUtcNow().AddDays(3));

        await _story.LaterAsync(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(2));
        Assert.Empty(_script.Asked);

        await _story.LaterAsync(TimeSpan.FromSeconds(2));
        Assert.Single(await _story.PersonalPostsAsync(Org.Bram));
    }

    [Fact]
    public async Task A_post_in_a_channel_starts_a_thread_and_mentions_whom_it_addresses()
    {
        var chris = SampleScript.Of(Org.Chris) with { Name = "<b>Chris</b> *Proef*" };
        _script.Plan = _ => new(JobPlan.Of(new Post("p1", new Destination.ToChannel(SampleScript.At(_story.Sim, Org.Channel), chris),
            SampleScript.Card($"Dag {Mention.Of(chris.Name)}"), "Een vraag.")));

        await PlanAsync(_clock.GetUtcNow());
        await _story.SettleAsync();

        var post = Assert.Single(_story.Sim.Posts(Org.Channel));
        var mention = post.Card!["msteams"]!["entities"]![0]!;
        Assert.Equal(("mention", Org.Chris.Address), (mention["type"]!.ToString(), mention["mentioned"]!["id"]!.ToString()));
        Assert.Contains(mention["text"]!.ToString(), post.Card["body"]![0]!["text"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", mention["text"]!.ToString(), StringComparison.Ordinal);
        var sent = Assert.IsType<PostResult.Sent>(Assert.Single(_script.Reported).Result);
        Assert.Equal((Org.Channel.Thread(post.Id), post.Id), (sent.Where.ConversationId, sent.ActivityId));
    }

    [Fact]
    public async Task Whoever_cannot_be_reached_is_reported_and_what_the_job_answers_is_done()
    {
        Org.Bram.HasBlockedBot = true;
        _script.Plan = _ => new(JobPlan.Of(ToBram("Wil je bouwer zijn?")));
        _script.Report = result => new(result is PostResult.Refused { Why: PostRefusal.NotReachable }
            ? JobPlan.Of(new Post("fallback", new Destination.ToChannel(SampleScript.At(_story.Sim, Org.Channel), SampleScript.Of(Org.Bram)),
                SampleScript.Card(Mention.Of(Org.Bram.Name)), "Een vraag."))
            : JobPlan.Nothing);

        await PlanAsync(_clock.GetUtcNow());
        await _story.SettleAsync();

        Assert.Single(_story.Sim.Posts(Org.Channel));
        Assert.Equal(["NotReachable", "Sent"], _script.Reported.Select(report => report.Result is PostResult.Refused refused
            ? refused.Why.ToString() : "Sent"));
    }

    [Fact]
    public async Task A_job_that_fails_stops_no_other_and_is_tried_again()
    {
        var failures = 1;
        _script.Plan = item => item.Subject == "bad" && failures-- > 0 ? throw new InvalidOperationException("x") : new(JobPlan.Of(ToBram(item.Subject)));
        await PlanAsync(_clock.GetUtcNow(), "bad");
        await PlanAsync(_clock.GetUtcNow(), "good");

        Assert.Equal(["good"], (await _story.PersonalPostsAsync(Org.Bram)).Select(Text));
        await _story.LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["good", "bad"], (await _story.PersonalPostsAsync(Org.Bram)).Select(Text));
    }

    [Fact]
    public async Task What_a_job_plans_for_later_is_due_then()
    {
        _script.Plan = item => new(item.Subject == "first" ? JobPlan.Again(item with { Subject = "second", At = item.At.AddDays(7) }) : JobPlan.Nothing);
        await PlanAsync(_clock.GetUtcNow(), "first");

        await _story.LaterAsync(TimeSpan.FromDays(7));

        Assert.Equal(["first", "second"], _script.Asked.Select(asked => asked.Item.Subject));
        Assert.All(_script.Asked, asked => Assert.True(asked.Now >= asked.Item.At, "A job saw a time before its own."));
    }

    private SimConversation Chat => _story.Sim.Org.ChatWith(Org.Bram);

    private Post ToBram(string text) => new(
        $"bram.{text}",
        new Destination.ToPerson(SampleScript.At(_story.Sim, Org.Channel), SampleScript.Of(Org.Bram)),
        SampleScript.Card(text, new ActionExecute { Title = "Ververs", Verb = RefreshStatus.Verb, Data = new Dictionary<string, string>() }),
        "Een vraag voor je.");

    private async ValueTask PlanAsync(DateTimeOffset at, string subject = "x")
    {
        await using var turn = _story.Host.Services.CreateAsyncScope();
        await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(Org.Tenant.Id, SampleJob.Kind, subject, at), Ct);
    }

    private static string Text(SimPost post) => post.Card!["body"]![0]!["text"]!.ToString();
}
