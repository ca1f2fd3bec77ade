using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Help;

/// <summary>A command as Help shows it.</summary>
/// <param name="Trigger">The English trigger in Routes.</param>
/// <param name="Dutch">The Dutch one.</param>
/// <param name="Explanation">One line, in the current language.</param>
/// <param name="ChannelOnly">Left out of Help elsewhere.</param>
/// <param name="InMenu">Offered by Teams' own menu too, which takes twelve; what is left out is typed, and Help tells of it.</param>
/// <param name="ChatOnly">Left out of Help in channels: it is for a chat with the bot.</param>
public sealed record HelpLine(string Trigger, string Dutch, Func<string> Explanation, bool ChannelOnly = false, bool ChatOnly = false, bool InMenu = true)
{
    /// <summary>As the person's language has it.</summary>
    public string Shown => Language.Current == Language.Dutch ? Dutch : Trigger;
}

/// <summary>Every command, in the order in which a newcomer needs them. A test holds it against Routes and the manifest.</summary>
public static class HelpLines
{
    public static IReadOnlyList<HelpLine> All { get; } =
    [
        new("status", "status", () => HelpTexts.Status),
        new("roles", "rollen", () => HelpTexts.Roles, ChannelOnly: true),
        new("me", "ik", () => HelpTexts.Me),
        new("contributions", "bijdragen", () => HelpTexts.Contributions),
        new("call", "vacature", () => HelpTexts.Call, ChannelOnly: true),
        new("why", "waarom", () => HelpTexts.Why, ChannelOnly: true, InMenu: false),
        new("activity", "activiteit", () => HelpTexts.Activity, ChannelOnly: true, InMenu: false),
        new("register", "aanmelden", () => HelpTexts.Register, ChannelOnly: true),
        new("unregister", "afmelden", () => HelpTexts.Unregister, ChannelOnly: true, InMenu: false),
        new("inspire", "inspiratie", () => HelpTexts.Inspire),
        new("nudge", "weekbericht", () => HelpTexts.Nudge, ChannelOnly: true),
        new("pause", "pauze", () => HelpTexts.Pause, ChannelOnly: true, InMenu: false),
        new("language", "taal", () => HelpTexts.LanguageLine),
        new("admins", "beheerders", () => HelpTexts.Admins),
        new("forget me", "vergeet mij", () => HelpTexts.ForgetMe, ChatOnly: true),
        new("doctor", "dokter", () => HelpTexts.Doctor),
        new("help", "hulp", () => HelpTexts.HelpLine),
    ];
}
