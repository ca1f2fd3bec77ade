using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.TimeGiven;

/// <summary>The buttons under the monthly question, in the chat of whoever has the role. Whose answer it is comes from the envelope alone.</summary>
internal sealed class AnswerTime(CommunityAccess places, TimeAnswers times) : IHandler
{
    public const string Verb = "time.answer";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs) return new Reply.Text(TimeTexts.OnlyInOurChat);
        var facts = TimeFacts.Of(turn);
        var (community, _) = await places.GetAsync(turn, facts?.ChannelId ?? "", Audience.Member, ct);
        if (facts is not { Answer: var answer } || TimeAnswers.Read(facts.Month) is not { } month || !IsOpen(month, community.Today(turn.At)))
            return new Reply.Text(TimeTexts.Over);
        var roles = community.HeldBy(turn.From.Id);
        if (roles.Count == 0) return new Reply.Text(TimeTexts.NoRole);

        if (!await times.AnswerAsync(community, turn.From.Id, month, answer, turn.At, ct)) return new Reply.Text(TimeTexts.Busy);
        TimeView view = new(community.ChannelId, community.Name, roles, month, null, answer);
        return new Reply.Replace(TimeCard.Question(view), TimeCard.Summary(view));
    }

    /// <summary>Until the question of the month after it comes, at the latest.</summary>
    private static bool IsOpen(DateOnly month, DateOnly today) => TimePlan.MonthOf(today) is var now && (month == now || month == now.AddMonths(-1));
}
