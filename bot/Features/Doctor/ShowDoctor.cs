using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Doctor;

/// <summary><c>/community doctor</c>: what works, what is missing and what to do about it, without secrets and without names.</summary>
internal sealed class ShowDoctor(
    IStorageHealth storage, IRoster roster, CommunityStore communities, AdministratorStore administrators, IServiceMode mode, PresenceFindings presence)
        : IHandler
{
    public const string Command = CommandNames.Doctor;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        List<Finding> findings =
        [
            mode.IsAuthenticated ? new(Health.Works, DoctorTexts.SignedIn) : new(Health.Attention, DoctorTexts.NotSignedIn),
            await storage.ProblemAsync(ct) is null ? new(Health.Works, DoctorTexts.StorageWorks) : new(Health.Attention, DoctorTexts.StorageFails),
            await roster.FindAsync(turn.TenantId, turn.Address, turn.From, fresh: true, ct) is RosterAnswer.Member
                ? new(Health.Works, DoctorTexts.RosterWorks)
                : new(Health.Attention, DoctorTexts.RosterFails),
            .. Parts.Optional(turn.IsUnaddressed ? new Finding(Health.Attention, DoctorTexts.NotMentioned) : null),
            Zone(LocalTime.DefaultZone),
            .. Parts.Optional((await administrators.ReadAsync(turn.TenantId, ct)).All.Count == 0
                ? new Finding(Health.Attention, DoctorTexts.NobodyAdministers) : null),
            .. await CommunityAsync(turn, ct),
            .. await presence.FindAsync(turn, ct),
        ];
        return new Reply.Card(DoctorCard.Render(findings), DoctorCard.Verdict(findings));
    }

    private static Finding Zone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
        ? new(Health.Works, Words.Fill(DoctorTexts.ZoneWorks, zone))
        : new(Health.Attention, Words.Fill(DoctorTexts.ZoneFails, zone));

    private async ValueTask<IReadOnlyList<Finding>> CommunityAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return [];
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return [new(Health.Attention, DoctorTexts.NoCommunityHere)];
        return community.MayPost
            ? [new(Health.Works, DoctorTexts.CommunityHere)] : [new(Health.Works, DoctorTexts.CommunityHere), new(Health.Attention, DoctorTexts.CannotPost)];
    }
}
