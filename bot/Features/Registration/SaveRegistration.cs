using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary>Saves the changed details, unless somebody else changed them since the form was filled.</summary>
internal sealed class SaveRegistration(CommunityStore communities, Rounds rounds) : IHandler
{
    public const string Verb = "community.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(CommandNames.Status);
        if (!RegistrationCard.IsCurrent(turn, community)) return new Reply.Continue(CommandNames.Status, RegistrationTexts.ChangedMeanwhile);

        var answer = RegistrationAnswer.Read(turn.Press!.Answers, community.Today(turn.At));
        if (answer.Problems.Count > 0)
        {
            var today = community.Today(turn.At);
            var form = new RegistrationForm(Verb, community.Revision, answer.Name, answer.Theme, answer.StartDate ?? community.StartDate, answer.Language,
                today, answer.Problems, answer.StaffCap);
            return new Reply.Replace(RegistrationCard.Form(form), RegistrationTexts.CheckTheForm, ForEveryone: false);
        }

        var decision = await communities.DecideAsLeadAsync(turn, community.ChannelId, it => RulingOn(turn, it, answer), ct);
        return new Reply.Continue(CommandNames.Status, decision is { Holds: true, Told: true } ? RegistrationTexts.Saved : RegistrationCard.Refusal(decision));
    }

    private Ruling<bool> RulingOn(Turn turn, Community before, RegistrationAnswer answer)
    {
        var after = before with
        {
            Name = answer.Name,
            Theme = answer.Theme,
            StartDate = answer.StartDate!.Value,
            Language = answer.Language,
            // Moved ahead of today it is in preparation, and leaves that as every other does.
            AsksTarget = before.AsksTarget || answer.StartDate.Value > before.Today(turn.At),
            StaffCap = answer.StaffCapNumber ?? before.StaffCap,
            Revision = before.Revision + 1,
        };
        // Another first day moves what is still to come.
        return RegistrationCard.Ruling(turn, before, after) with
        {
            Due = after.StartDate == before.StartDate ? [] : [.. rounds.LinesOf(after, RoundOccasion.Changes, turn.At)]
        };
    }
}
