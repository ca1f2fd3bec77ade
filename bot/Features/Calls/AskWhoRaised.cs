using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary>The button "ask them" under a raised hand, in the chat of who leads: starts the invitation. Who presses must lead the community now.</summary>
public sealed class AskWhoRaised(PlaceStore places, CallStore calls, RoleStore roles, IRoster roster) : IHandler
{
    public const string Verb = "call.ask";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Press is not { Data: { } data } || !turn.IsBetweenUs || CloseCall.Number(turn) is not { } number
            || !Enum.TryParse<Role>(data.GetValueOrDefault(CallCard.RoleKey), out var role) || !Enum.IsDefined(role)) return new Reply.Text(CallTexts.Closed);
        var (community, _) = await places.GetAsync(turn, data.GetValueOrDefault(CallCard.ChannelKey, ""), Audience.Lead, ct);
        if (await calls.FindHandAsync(community, number, data.GetValueOrDefault(CallCard.PersonKey, ""), ct) is not { Who: var person }) return new Reply.Text(CallTexts.HandIsDown);
        switch (await roster.FindAsync(turn.TenantId, community.Address, person, fresh: true, ct))
        {
            case RosterAnswer.Unknown: return new Reply.Text(CallTexts.CannotLook);
            case not RosterAnswer.Member { IsGuest: false }: return new Reply.Text(CallTexts.HasLeft);
        }

        var fromAbove = !community.IsLedBy(turn.From.Id);
        var levelDiscussed = turn.Press.Answers.GetValueOrDefault(nameof(HandAnswer.LevelDiscussed)) == "true";
        var outcome = await roles.ChangeAsync(
            turn.TenantId,
            community.ChannelId,
            current => fromAbove || current.IsLedBy(turn.From.Id) ? Ask(current, role, person, turn, levelDiscussed) : new RoleOutcome.Refused(RoleRefusal.Outdated),
            turn.At,
            ct);
        return outcome is RoleOutcome.Changed { After: var after }
            ? Asked(turn, after, number, person, role)
            : new Reply.Text(Sentence((outcome as RoleOutcome.Refused)?.Why));
    }

    /// <summary>Pure.</summary>
    private static RoleOutcome Ask(Community community, Role role, Person person, Turn turn, bool levelDiscussed)
    {
        // A hand was raised for an open role; to succeed somebody is asked differently.
        if (community.Roles[role].Holder is { } holder) return new RoleOutcome.Refused(RoleRefusal.AlreadyHolds, holder);
        var outcome = community.Invite(role, person, turn.From, until: null, thirdRole: false, turn.At);
        return levelDiscussed && role != Role.Bouwer && outcome is RoleOutcome.Changed asked
            ? asked with { Events = [.. asked.Events, new(role, RoleDeed.LevelDiscussed, turn.From, null, asked.After.Roles[role].Revision)] }
            : outcome;
    }

    private static Reply.Replace Asked(Turn turn, Community community, int number, Person person, Role role)
    {
        var sentence = Words.Fill(person.Is(turn.From) ? CallTexts.YouTookIt : CallTexts.Asked, Plain(person), Words.RoleAmid(role));
        var view = new HandView(community.ChannelId, community.Name, number, person.Id, person.Name, [], "", sentence);
        return new(CallCard.Hand(view), sentence);
    }

    private static string Plain(Person person) => Cards.Plain.OneLine(person.Name);

    private static string Sentence(RoleRefusal? why) => why switch
    {
        RoleRefusal.AlreadyHolds => CallTexts.RoleIsTaken,
        RoleRefusal.AlreadyInvited => CallTexts.AlreadyAsked,
        RoleRefusal.SomeoneElseInvited => CallTexts.SomebodyElseAsked,
        RoleRefusal.ThirdRole => CallTexts.ThirdRole,
        _ => CallTexts.NotNow,
    };
}
