using TeamsCommunityBot.Cards;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>What the bot cannot see: who is in the channels, whose account is open, or what it said itself.</summary>
internal enum TroubleSource { Members, Accounts, Messages }

/// <summary>What keeps the bot from seeing something.</summary>
/// <param name="KnownSince">The day of what it knows; null where it never knew.</param>
internal sealed record TroubleView(PeopleTrouble Trouble, TroubleSource Source, DateOnly? KnownSince);

/// <summary>What an administrator hears: what is in the way, how old the facts are, and what to do.</summary>
internal static class TroubleCard
{
    public static AdaptiveCard Render(TroubleView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = Reason(view),
            Body =
            [
                Parts.Head(Title(view), []),
                Parts.Notice(NoticeKind.Attention, Reason(view)),
                Parts.Paragraph(Meaning(view)),
                Parts.Paragraph(What(view)),
            ],
            Actions = [Parts.CommandButton(PresenceTexts.Check, CommandNames.Doctor)],
        };
    }

    /// <summary>What it is about, in a sentence.</summary>
    public static string Title(TroubleView view) => view.Source == TroubleSource.Messages ? PresenceTexts.MessagesTitle : PresenceTexts.Title;

    private static string Meaning(TroubleView view) => view switch
    {
        { Source: TroubleSource.Messages } => PresenceTexts.MessagesMeaning,
        { KnownSince: { } day } => Words.Fill(PresenceTexts.KnownSince, Words.Day(day)),
        _ => PresenceTexts.NeverKnown,
    };

    private static string What(TroubleView view) => view switch
    {
        { Source: TroubleSource.Messages } => PresenceTexts.MessagesConsent,
        { Trouble: PeopleTrouble.NoConsent } => PresenceTexts.GiveConsent,
        _ => PresenceTexts.TryAgain,
    };

    private static string Reason(TroubleView view) => view switch
    {
        { Source: TroubleSource.Messages } => PresenceTexts.NoConsentMessages,
        { Trouble: PeopleTrouble.NoConsent, Source: TroubleSource.Accounts } => PresenceTexts.NoConsentAccounts,
        { Trouble: PeopleTrouble.NoConsent } => PresenceTexts.NoConsentMembers,
        { Trouble: PeopleTrouble.Throttled } => PresenceTexts.Throttled,
        _ => PresenceTexts.Unavailable,
    };
}
