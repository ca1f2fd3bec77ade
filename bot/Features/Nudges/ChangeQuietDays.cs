using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary><c>/community quiet</c>: the days on which the whole organisation wants no nudges; for administrators.</summary>
internal sealed class ShowQuietDays(QuietDayStore quiet) : IHandler
{
    public const string Command = "quiet";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var view = new QuietView(await quiet.FindAsync(turn.TenantId, ct), Today(turn), turn.Notice, LeadsBack: LeadsBack(turn));
        return new Reply.Card(QuietCard.Render(view), NudgeTexts.QuietTitle);
    }

    /// <summary>Whoever pressed a button in a channel came from the regular message; elsewhere there is none to go back to.</summary>
    public static bool LeadsBack(Turn turn) => turn.Press is not null && turn.Conversation.Kind == ConversationKind.Channel;

    /// <summary>An organisation has no zone of its own: it is the administrator's day.</summary>
    public static DateOnly Today(Turn turn) => LocalTime.DayIn(turn.TimeZone ?? LocalTime.DefaultZone, turn.At);
}

/// <summary>Adds a period. Periods that are over go.</summary>
internal sealed class AddQuietDays(QuietDayStore quiet) : IHandler
{
    public const string Verb = "quiet.add";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var today = ShowQuietDays.Today(turn);
        var days = (await quiet.FindAsync(turn.TenantId, ct)).Where(one => one.To >= today).ToList();
        var answer = QuietAnswer.Read(turn.Press?.Answers ?? new Dictionary<string, string>());
        var problem = answer.Days(today) is { } added ? await AddAsync(turn, added, today, ct) : Words.Fill(NudgeTexts.QuietWrong, QuietDays.Longest);
        if (problem is null) return new Reply.Continue(ShowQuietDays.Command, NudgeTexts.QuietAdded);
        var view = new QuietView(days, today, LeadsBack: ShowQuietDays.LeadsBack(turn)) { Answer = answer, Problem = new(answer.Wrong, problem) };
        return new Reply.Replace(QuietCard.Render(view), problem, ForEveryone: false);
    }

    /// <summary>Null when it stands; else why it does not.</summary>
    private async ValueTask<string?> AddAsync(Turn turn, QuietDays added, DateOnly today, CancellationToken ct)
    {
        var days = await quiet.ChangeAsync(turn.TenantId, turn.From.Id, before => With(before, added, today), ct);
        return days is null ? NudgeTexts.Busy
            : days.Contains(added) ? null
            : Words.Fill(NudgeTexts.QuietFull, QuietDays.MostPeriods);
    }

    /// <summary>Pure. The same list when it is full.</summary>
    private static IReadOnlyList<QuietDays> With(IReadOnlyList<QuietDays> before, QuietDays added, DateOnly today)
    {
        var open = before.Where(one => one.To >= today).ToList();
        return open.Count >= QuietDays.MostPeriods ? before : [.. open.Append(added).Distinct().OrderBy(one => one.From)];
    }
}

/// <summary>Takes all quiet days away.</summary>
internal sealed class ClearQuietDays(QuietDayStore quiet) : IHandler
{
    public const string Verb = "quiet.clear";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        return await quiet.ChangeAsync(turn.TenantId, turn.From.Id, _ => [], ct) is null
            ? new Reply.Text(NudgeTexts.Busy)
            : new Reply.Continue(ShowQuietDays.Command, NudgeTexts.QuietCleared);
    }
}
