using TeamsCommunityBot.Cards;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>What keeps the bot from seeing who is still here.</summary>
/// <param name="OfAccounts">About accounts; else about who is in the channels.</param>
/// <param name="KnownSince">The day of what it knows; null where it never knew.</param>
public sealed record TroubleView(PeopleTrouble Trouble, bool OfAccounts, DateOnly? KnownSince);

/// <summary>What an administrator hears: what is in the way, how old the facts are, and what to do.</summary>
public static class TroubleCard
{
    public static AdaptiveCard Render(TroubleView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new()
        {
            Lang = Language.Current,
            FallbackText = Reason(view),
            Body =
            [
                Parts.Heading(PresenceTexts.Title),
                Parts.Notice(NoticeKind.Attention, Reason(view)),
                Parts.Paragraph(view.KnownSince is { } day ? Words.Fill(PresenceTexts.KnownSince, Words.Day(day)) : PresenceTexts.NeverKnown),
                Parts.Paragraph(view.Trouble == PeopleTrouble.NoConsent ? PresenceTexts.GiveConsent : PresenceTexts.TryAgain),
            ],
            Actions = [Parts.CommandButton(PresenceTexts.Check, "doctor")],
        };
    }

    private static string Reason(TroubleView view) => view switch
    {
        { Trouble: PeopleTrouble.NoConsent, OfAccounts: true } => PresenceTexts.NoConsentAccounts,
        { Trouble: PeopleTrouble.NoConsent } => PresenceTexts.NoConsentMembers,
        { Trouble: PeopleTrouble.Throttled } => PresenceTexts.Throttled,
        _ => PresenceTexts.Unavailable,
    };
}
