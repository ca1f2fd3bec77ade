using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary>The button "change details": the form, filled with what is stored.</summary>
internal sealed class EditRegistration(CommunityStore communities) : IHandler
{
    public const string Verb = SharedVerbs.EditRegistration;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community })
            return new Reply.Continue(CommandNames.Status);
        var form = new RegistrationForm(
            SaveRegistration.Verb,
            community.Revision,
            community.Name,
            community.Theme,
            community.StartDate,
            community.Language,
            community.Today(turn.At),
            [],
            TypedNumber.Write(community.StaffCap));
        return new Reply.Replace(RegistrationCard.Form(form), RegistrationTexts.EditTitle, ForEveryone: false);
    }
}
