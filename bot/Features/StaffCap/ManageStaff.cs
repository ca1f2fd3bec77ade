using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.StaffCap;

/// <summary>Shows the colleagues of a community to its leads, as they are now.</summary>
internal sealed class ShowStaff(StaffLook look) : IHandler
{
    public const string Verb = SharedVerbs.ShowStaff;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, staffing, _) = await look.ForAsync(turn, ct);
        return Card(StaffView.Of(community, staffing));
    }

    internal static Reply.Replace Card(StaffView view) =>
        new(StaffCard.Render(view), view.Problem?.Sentence ?? view.Notice ?? StaffCard.Summary(view), ForEveryone: false);

    /// <summary>The card once more, with what was chosen and what is wrong with it.</summary>
    internal static Reply.Replace Again(Turn turn, Community community, Staffing staffing, string field, string problem) =>
        Card(StaffView.Of(community, staffing) with { Answer = StaffAnswer.Read(turn.Press!.Answers), Problem = new(field, problem) });
}

/// <summary>The button "ask for this role".</summary>
internal sealed class GiveRole(StaffLook look, RoleInviter asking) : IHandler
{
    public const string Verb = "staff.role";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, staffing, chosen) = await look.ForAsync(turn, ct);
        var answer = StaffAnswer.Read(turn.Press!.Answers);
        if (chosen is null) return ShowStaff.Again(turn, community, staffing, nameof(StaffAnswer.Person), StaffTexts.ChoosePerson);
        if (!Enum.TryParse<Role>(answer.Role, out var role) || !Enum.IsDefined(role))
            return ShowStaff.Again(turn, community, staffing, nameof(StaffAnswer.Role), StaffTexts.ChooseRole);
        var (isDone, sentence) = await asking.AskAsync(turn, community, chosen, role, answer.LevelDiscussed == "true", ct);
        return isDone ? ShowStaff.Card(StaffView.Of(community, staffing, sentence))
            : ShowStaff.Again(turn, community, staffing, nameof(StaffAnswer.Role), sentence);
    }
}

/// <summary>The button "make observer": the person hears it kindly, and may undo it.</summary>
internal sealed class MakeObserver(StaffLook look, StaffStore staff) : IHandler
{
    public const string Verb = "staff.observe";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, staffing, chosen) = await look.ForAsync(turn, ct);
        if (chosen is null) return ShowStaff.Again(turn, community, staffing, nameof(StaffAnswer.Person), StaffTexts.ChoosePerson);
        if (await staff.AddObserverAsync(turn, community, new(chosen, turn.From, turn.At), ct) == DecisionEnd.NotLead)
            return new Reply.Text(CommunityTexts.NotLeadNow);
        var rest = staffing with { Colleagues = staffing.Colleagues - 1, Unclear = [.. staffing.Unclear.Where(person => !person.Is(chosen))] };
        return ShowStaff.Card(StaffView.Of(community, rest, Words.Fill(StaffTexts.IsObserver, Cards.Plain.OneLine(chosen.Name))));
    }
}

/// <summary>The button "say goodbye": words to say it with. The bot removes nobody.</summary>
internal sealed class SayGoodbye(StaffLook look) : IHandler
{
    public const string Verb = "staff.goodbye";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, staffing, chosen) = await look.ForAsync(turn, ct);
        return chosen is null
            ? ShowStaff.Again(turn, community, staffing, nameof(StaffAnswer.Person), StaffTexts.ChoosePerson)
            : new Reply.Replace(StaffCard.Goodbye(StaffView.Of(community, staffing), chosen.Name), StaffTexts.GoodbyeTitle, ForEveryone: false);
    }
}

/// <summary>The button "this is fine": not asked again until there are more of them.</summary>
internal sealed class KeepStaff(StaffLook look, StaffStore staff) : IHandler
{
    public const string Verb = "staff.fine";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, staffing, _) = await look.ForAsync(turn, ct);
        var seen = int.TryParse(turn.Press!.Data.GetValueOrDefault(StaffCard.CountKey), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count : 0;
        var end = await staff.NoteAsLeadAsync(turn, community, check => check with { FineWith = seen }, ct);
        if (end == DecisionEnd.NotLead) return new Reply.Text(CommunityTexts.NotLeadNow);
        return ShowStaff.Card(StaffView.Of(community, staffing, StaffTexts.FineThen));
    }
}

/// <summary>The button "I would like to take part", for whoever was made an observer. Pressed by themself alone.</summary>
internal sealed class StopObserving(CommunityAccess places, StaffStore staff) : IHandler
{
    public const string Verb = "staff.join";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, _) = await places.GetAsync(turn, turn.Press?.Data.GetValueOrDefault(StaffCard.ChannelKey) ?? "", Audience.Member, ct);
        await staff.RemoveObserverAsync(community, turn.From.Id, ct);
        return new Reply.Replace(StaffCard.Joined(community.ChannelId, community.Name), Words.Fill(StaffTexts.Joined, community.Name),
            ForEveryone: turn.Conversation.Kind == ConversationKind.Personal);
    }
}
