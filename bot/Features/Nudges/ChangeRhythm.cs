using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The button "change": the form, filled with what holds now.</summary>
internal sealed class EditRhythm(CommunityStore communities) : IHandler
{
    public const string Verb = "nudge.edit";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        await communities.FindRegisteredAsync(turn, ct) is { Community: var community }
            ? new Reply.Replace(RhythmForm.Render(RhythmAnswer.Of(community)), NudgeTexts.SettingsTitle, ForEveryone: false)
            : new Reply.Continue(CommandNames.Status);
}

/// <summary>Saves day, hour, cadence and zone; the last choice stands.</summary>
internal sealed class SaveRhythm(RhythmChanges rhythms) : IHandler
{
    public const string Verb = "nudge.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var answer = RhythmAnswer.Read(turn.Press?.Answers ?? new Dictionary<string, string>());
        if (answer.Problems.Count > 0) return new Reply.Replace(RhythmForm.Render(answer), NudgeTexts.CheckTheForm, ForEveryone: false);
        await rhythms.ChangeAsync(turn, community => answer.Apply(community, turn.At), ct);
        return new Reply.Continue(ShowNudges.Command, NudgeTexts.Saved);
    }
}

/// <summary><c>/community pause</c> and the button "pause": how long?</summary>
internal sealed class AskPause(CommunityStore communities) : IHandler
{
    public const string Verb = "nudge.pause.ask";
    public const string Command = "pause";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        await communities.FindRegisteredAsync(turn, ct) is { Community: var community }
            ? new Reply.Card(PauseCard.Render(new(NudgeData.NudgeOf(turn), community.Today(turn.At))), NudgeTexts.PauseTitle)
            : new Reply.Continue(CommandNames.Status);
}

/// <summary>Two weeks, four weeks, or until a day: after that the nudges come again by themselves.</summary>
internal sealed class PauseNudges(CommunityStore communities, RhythmChanges rhythms, NudgeReader reader) : IHandler
{
    public const string Verb = "nudge.pause";

    /// <summary>The day on the button, where it has one.</summary>
    public const string UntilKey = "until";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var form = new PauseForm(NudgeData.NudgeOf(turn), community.Today(turn.At));
        var day = Day(turn);
        if (day is not { } until || until < form.Earliest || until > form.Latest)
        {
            var problem = Words.Fill(NudgeTexts.PauseDayWrong, Words.Day(form.Earliest), Words.Day(form.Latest));
            return new Reply.Replace(PauseCard.Render(form with { Until = day, Problem = problem }), problem, ForEveryone: false);
        }
        var after = await rhythms.ChangeAsync(turn, before => before.Paused(until, turn.At), ct);
        return form.Nudge.Length > 0 && await reader.FindAsync(after, form.Nudge, Words.Fill(NudgeTexts.PauseSet, Words.Day(until)), ct) is { } view
            ? new Reply.Replace(NudgeCard.Render(view), NudgeCard.Summary(view))
            // That card says itself until when.
            : new Reply.Continue(ShowNudges.Command, NudgeTexts.Saved);
    }

    /// <summary>The day on the button, or the one that was filled in. A button that is months old may name a day that has passed.</summary>
    private static DateOnly? Day(Turn turn) => turn.Press is not { } press ? null
        : press.Data.TryGetValue(UntilKey, out var day) ? PauseAnswer.Read(new Dictionary<string, string> { [nameof(PauseAnswer.Until)] = day }).Until
        : PauseAnswer.Read(press.Answers).Until;
}

/// <summary>The button "end the pause".</summary>
internal sealed class ResumeNudges(RhythmChanges rhythms) : IHandler
{
    public const string Verb = "nudge.resume";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await rhythms.ChangeAsync(turn, community => community.Paused(null, turn.At), ct);
        return new Reply.Continue(ShowNudges.Command, NudgeTexts.Resumed);
    }
}
