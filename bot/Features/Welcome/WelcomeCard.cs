using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Welcome;

/// <param name="InstalledBy">A display name: what somebody typed; null where Teams does not say.</param>
/// <param name="IsAdministrator">Whether this person administers the bot for the organisation.</param>
internal sealed record WelcomeView(ConversationKind Kind, string? InstalledBy, bool IsAdministrator);

/// <summary>The bot introduces itself, once.</summary>
internal static class WelcomeCard
{
    public static AdaptiveCard Render(WelcomeView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = WelcomeTexts.Summary,
            Body =
            [
                Parts.Head(view.Kind == ConversationKind.Personal ? WelcomeTexts.PersonalTitle : WelcomeTexts.ChannelTitle, []),
                .. Parts.Optional(view.Kind == ConversationKind.Channel ? Parts.Hint(WhoAdded(view)) : null),
                Parts.Paragraph(IntroOf(view.Kind)),
                .. view.Kind == ConversationKind.Channel ? InChannel() : [],
                .. Parts.Optional(view.IsAdministrator
                    ? Parts.Hint(view.InstalledBy is { } name ? Words.Fill(WelcomeTexts.Administrator, Plain.Text(name)) : WelcomeTexts.AdministratorUnnamed)
                    : null),
            ],
            Actions =
            [
                .. Parts.Optional(view.Kind == ConversationKind.Channel
                    ? null : Parts.CommandButton(WelcomeTexts.Status, CommandNames.Status) with { Style = ActionStyle.Positive }),
                Parts.CommandButton(WelcomeTexts.Help, CommandNames.Help),
                .. Parts.Optional(view.IsAdministrator ? Parts.CommandButton(WelcomeTexts.Administrators, CommandNames.Administrators) : null),
                OtherLanguage(view),
            ],
        };
    }

    private static CardElement[] InChannel() =>
    [
        Parts.Group(
            Parts.Row(WelcomeTexts.RolesTitle, WelcomeTexts.RolesMore),
            Parts.Row(WelcomeTexts.StepTitle, WelcomeTexts.StepMore),
            Parts.Row(WelcomeTexts.MessageTitle, WelcomeTexts.MessageMore)),
        Parts.Hint(WelcomeTexts.ReadsOnly),
        Parts.Next(WelcomeTexts.FirstMore, WelcomeTexts.First, "Add", Parts.CommandButton(WelcomeTexts.Register, CommandNames.Register)),
    ];

    private static string WhoAdded(WelcomeView view) =>
        view.InstalledBy is { } name ? Words.Fill(WelcomeTexts.AddedBy, Plain.Text(name)) : WelcomeTexts.Added;

    private static string IntroOf(ConversationKind kind) => kind switch
    {
        ConversationKind.Personal => WelcomeTexts.PersonalIntro,
        ConversationKind.GroupChat => WelcomeTexts.GroupIntro,
        _ => WelcomeTexts.ChannelIntro,
    };

    private static ActionExecute OtherLanguage(WelcomeView view) => new()
    {
        Title = WelcomeTexts.OtherLanguage,
        Verb = TranslateWelcome.Verb,
        Data = new WelcomeFacts(Language.Current == Language.Dutch ? Language.English : Language.Dutch, view.InstalledBy ?? "", view.IsAdministrator).Data,
    };
}
