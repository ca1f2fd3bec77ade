using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>The button "plan or note one", and "change" at one: the form, for whoever pressed it alone.</summary>
internal sealed class OpenActivity(ActivityDesk desk) : IHandler
{
    public const string Verb = SharedVerbs.OpenActivity;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var facts = ActivityFacts.Of(turn);
        if (facts.IsNew)
        {
            var today = (await desk.PlaceAsync(turn, ct)).Today(turn.At);
            return Form(new(facts with { Form = turn.NewId }, ActivityAnswer.Empty(today, turn.Press?.Data.GetValueOrDefault(SharedVerbs.TitleKey, "") ?? ""),
                today));
        }
        var (community, stored) = await desk.FindAsync(turn, ct);
        return Form(new(facts, ActivityAnswer.Of(stored.Activity), community.Today(turn.At), stored.Activity.AsksHeads));
    }

    internal static Reply.Replace Form(ActivityForm form) =>
        new(ActivityCard.Form(form), form.Answer.Problems.Count > 0 ? ActivityTexts.CheckTheForm : ActivityTexts.FormTitle, ForEveryone: false);
}

/// <summary>The form sent in: a new activity, or other facts about one.</summary>
internal sealed class SaveActivity(ActivityDesk desk, ActivityStore activities) : IHandler
{
    public const string Verb = "activity.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var facts = ActivityFacts.Of(turn);
        var community = await desk.PlaceAsync(turn, ct);
        var today = community.Today(turn.At);
        var stored = facts.IsNew ? null : (await desk.FindAsync(turn, ct)).Stored;
        var answer = ActivityAnswer.Read(turn.Press!.Answers, today);
        if (answer.Problems.Count > 0) return OpenActivity.Form(new(facts, answer, today, stored?.Activity.AsksHeads == true));
        if (stored is not null)
        {
            var after = stored.Activity.Corrected(answer.Activity(stored.Activity.Id, turn.From, turn.At), turn.From, turn.At);
            return await desk.SaveAsync(turn, community, stored, after, it => Words.Fill(ActivityTexts.Corrected, it.Title), ct);
        }
        var id = turn.IdFrom(facts.Form ?? "", answer.Title, ActivityAnswer.Iso(answer.Day!.Value), $"{answer.Time}", answer.Place, answer.Heads);
        // Where it is there already, this is the same form once more.
        await activities.AddAsync(community, answer.Activity(id, turn.From, turn.At) with { Calendar = CalendarStore.NewName() }, ct);
        return await desk.ShowAsync(turn, community, Words.Fill(answer.Day > today ? ActivityTexts.Planned : ActivityTexts.Noted, answer.Title), undo: null,
            ct);
    }
}

/// <summary>The button "remove": gone from all cards, and for a day it can come back.</summary>
internal sealed class RemoveActivity(ActivityDesk desk) : IHandler
{
    public const string Verb = "activity.remove";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        desk.ChangeAsync(turn, activity => activity.Removed(turn.From, turn.At), activity => Words.Fill(ActivityTexts.Removed, activity.Title), ct);
}

/// <summary>The button "undo", within a day, for whoever did it: everything is as it was.</summary>
internal sealed class UndoActivity(ActivityDesk desk) : IHandler
{
    public const string Verb = "activity.undo";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, stored) = await desk.FindAsync(turn, ct);
        if (!stored.Activity.MayUndo(turn.From, stored.Activity.Revision, turn.At)) return new Reply.Text(ActivityTexts.CannotUndo);
        var undone = stored.Activity.Undone(turn.From, turn.At);
        var reply = await desk.SaveAsync(turn, community, stored, undone, activity => Words.Fill(ActivityTexts.Undone, activity.Title), ct);
        // Who takes their answer back has the question before them again.
        return turn.Conversation.Kind == ConversationKind.Personal && undone.AsksHeads ? Asked(HeadsQuestion.Of(community, undone, turn.From)) : reply;
    }

    private static Reply.Replace Asked(HeadsQuestion question) => new(ActivityCard.Question(question), ActivityCard.QuestionSummary(question));
}

/// <summary>The answer to the question of the day after: so many came.</summary>
internal sealed class CountHeads(ActivityDesk desk) : IHandler
{
    public const string Verb = "activity.count";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, stored) = await desk.FindAsync(turn, ct);
        if (ActivityAnswer.HeadsOf(turn.Press!.Answers.GetValueOrDefault(nameof(ActivityAnswer.Heads), "")) is not ({ } heads, _))
        {
            var problem = Words.Fill(ActivityTexts.HeadsWrong, CommunityActivity.MostHeads);
            var typed = TypedNumber.Typed(turn.Press.Answers.GetValueOrDefault(nameof(ActivityAnswer.Heads), ""));
            var question = HeadsQuestion.Of(community, stored.Activity, turn.From) with { Typed = typed, Problem = problem };
            return new Reply.Replace(ActivityCard.Question(question), problem, ForEveryone: false);
        }
        var sentence = heads == 1 ? ActivityTexts.CountedOne : ActivityTexts.Counted;
        return await desk.SaveAsync(turn, community, stored, stored.Activity.Told(heads, turn.From, turn.At),
            activity => Words.Fill(sentence, activity.Title, heads), ct);
    }
}

/// <summary>The button "it did not take place".</summary>
internal sealed class CallOffActivity(ActivityDesk desk) : IHandler
{
    public const string Verb = "activity.off";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        desk.ChangeAsync(turn, activity => activity.Told(heads: null, turn.From, turn.At), activity => Words.Fill(ActivityTexts.CallsOff, activity.Title), ct);
}

/// <summary>The button "I'll come": counted, never named.</summary>
internal sealed class ComeToActivity(ActivityDesk desk) : IHandler
{
    public const string Verb = "activity.come";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => desk.ComeAsync(turn, comes: true, ct);
}

/// <summary>The button "not after all": takes "I'll come" back.</summary>
internal sealed class StayAway(ActivityDesk desk) : IHandler
{
    public const string Verb = "activity.stay";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => desk.ComeAsync(turn, comes: false, ct);
}
