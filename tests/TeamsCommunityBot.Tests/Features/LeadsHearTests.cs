using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>What leads hear in their own chat is in their own language, and does not get lost while Teams keeps silent about who they are.</summary>
public sealed class LeadsHearTests : IAsyncDisposable
{
    private readonly Workbench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_lead_who_chose_English_reads_English_about_a_Dutch_community()
    {
        var turn = await RegisteredAsync();
        await _bench.UseAsync<ChatLanguages>(turn, languages => languages.ChooseAsync(turn, Language.English, Ct));

        Assert.Equal(Spoken(Language.English, () => NudgeTexts.RanDryTitle), ToAnna(await _bench.PlanAsync<RanDryJob>(RanDry(turn), Ct)).Summary);
        Assert.Equal(Language.English, ToAnna(await _bench.PlanAsync<ReviewJob>(await SharedAsync(turn), Ct)).Card.Lang);
    }

    [Fact]
    public async Task A_lead_who_chose_nothing_reads_what_the_community_speaks()
    {
        var turn = await RegisteredAsync();

        Assert.Equal(Spoken(Language.Dutch, () => NudgeTexts.RanDryTitle), ToAnna(await _bench.PlanAsync<RanDryJob>(RanDry(turn), Ct)).Summary);
        Assert.Equal(Language.Dutch, ToAnna(await _bench.PlanAsync<ReviewJob>(await SharedAsync(turn), Ct)).Card.Lang);
    }

    [Fact]
    public async Task While_Teams_keeps_silent_the_line_comes_again_and_nobody_hears_less_or_more()
    {
        var turn = await RegisteredAsync();
        var (dry, review) = (RanDry(turn), await SharedAsync(turn));
        _bench.Roster.IsSilent = true;

        ComesAgain(dry, await _bench.PlanAsync<RanDryJob>(dry, Ct));
        ComesAgain(review, await _bench.PlanAsync<ReviewJob>(review, Ct));

        _bench.Roster.IsSilent = false;
        ToAnna(await _bench.PlanAsync<ReviewJob>(review, Ct));
    }

    [Fact]
    public async Task Where_no_lead_is_left_the_channel_reads_that_something_waits_and_not_what()
    {
        var turn = await RegisteredAsync();
        var review = await SharedAsync(turn);
        _bench.Roster.Remove(Workbench.Anna);

        var post = Assert.Single((await _bench.PlanAsync<ReviewJob>(review, Ct)).Posts);

        Assert.IsType<Destination.ToChannel>(post.To);
        Assert.DoesNotContain("Voorlezen", post.Summary, StringComparison.Ordinal);
    }

    private static void ComesAgain(DueItem item, JobPlan plan)
    {
        Assert.Empty(plan.Posts);
        var again = Assert.Single(plan.Later);
        Assert.Equal((item.Kind, item.Subject), (again.Kind, again.Subject));
        Assert.True(again.At > item.At);
    }

    private static Post ToAnna(JobPlan plan)
    {
        var post = Assert.Single(plan.Posts);
        Assert.Equal(Workbench.Anna.Id, Assert.IsType<Destination.ToPerson>(post.To).Who.Id);
        return post;
    }

    private DueItem RanDry(Turn turn) => new(turn.TenantId, RanDryJob.Kind, Key.Join(turn.Conversation.Id), _bench.Clock.GetUtcNow());

    /// <summary>Somebody shared an example; the line shows it to the leads.</summary>
    private async Task<DueItem> SharedAsync(Turn turn)
    {
        Example example = new(
            1, "one", turn.TenantId, turn.Conversation.Id, "Lezers", IsOpen: true, "Voorlezen", "Wij lazen voor.", null, Workbench.Bram,
            _bench.Clock.GetUtcNow(), ExampleState.Proposed, null, null, 1);
        await _bench.UseAsync<ExampleStore>(turn, examples => examples.AddAsync(example, Ct));
        return new(turn.TenantId, ReviewJob.Kind, Key.Join(example.ChannelId, example.Id), _bench.Clock.GetUtcNow());
    }

    /// <summary>A Dutch community of which Anna is known as lead by her id alone: she registered it.</summary>
    private async Task<Turn> RegisteredAsync()
    {
        var turn = _bench.Presses(Workbench.Anna, RegisterCommunity.Verb, ("Name", "Lezers"), ("Theme", "Boeken"), ("StartDate", "2026-09-01"),
            ("Language", "nl"));
        await _bench.HandleAsync<RegisterCommunity>(turn, Ct);
        return turn;
    }

    private static string Spoken(string language, Func<string> text)
    {
        using var spoken = Language.Use(language);
        return text();
    }
}
