using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The buttons under a nudge: one answer a person, which may be changed. Everyone sees how many, nobody sees who.</summary>
internal sealed class AnswerNudge(CommunityStore communities, PersonIndex people, NudgeStore nudges, NudgeReader reader) : IHandler
{
    public const string Verb = "nudge.answer";
    public const string AnswerKey = "answer";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var nudge = NudgeData.NudgeOf(turn);
        if (!Enum.TryParse<NudgeAnswer>(turn.Press?.Data.GetValueOrDefault(AnswerKey), out var answer)) return new Reply.Text(NudgeTexts.Gone);
        if (await reader.FindAsync(community, nudge, notice: null, ct) is not { } view) return new Reply.Text(NudgeTexts.Gone);

        await people.NoteAsync(turn.TenantId, turn.From, community.ChannelId, ct);
        if (await nudges.AnswerAsync(turn, nudge, answer, ct) is not { } tally) return new Reply.Text(NudgeTexts.Busy);
        return new Reply.Replace(NudgeCard.Render(view with { Tally = tally }), NudgeCard.Summary(view));
    }
}

/// <summary>The button "more" under a nudge: the source, an example of one's own, a pause; for the presser alone.</summary>
internal sealed class ShowNudgeMore(CommunityStore communities, NudgeReader reader) : IHandler
{
    public const string Verb = "nudge.more";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var nudge = NudgeData.NudgeOf(turn);
        if (await reader.FindAsync(community, nudge, notice: null, ct) is not { } view) return new Reply.Text(NudgeTexts.Gone);
        return new Reply.Replace(NudgeCard.More(view, nudge), NudgeCard.Summary(view), ForEveryone: false);
    }
}

/// <summary>The way back from there: the message as it is now.</summary>
internal sealed class ShowNudge(CommunityStore communities, NudgeReader reader) : IHandler
{
    public const string Verb = "nudge.show";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (await reader.FindAsync(community, NudgeData.NudgeOf(turn), notice: null, ct) is not { } view) return new Reply.Text(NudgeTexts.Gone);
        return new Reply.Replace(NudgeCard.Render(view), NudgeCard.Summary(view), ForEveryone: false);
    }
}
