namespace TeamsCommunityBot.Turns;

/// <summary>
/// The commands to which cards of more than one slice lead, in English; the parser knows them in every language. A command that only its own slice leads to
/// is a constant of the class that answers it. So is each of these, by this name.
/// </summary>
public static class CommandNames
{
    public const string Status = "status";
    public const string Roles = "roles";
    public const string Me = "me";
    public const string Call = "call";
    public const string Why = "why";
    public const string Target = "target";
    public const string Activity = "activity";
    public const string Nudge = "nudge";
    public const string Inspire = "inspire";
    public const string Register = "register";
    public const string Unregister = "unregister";
    public const string Share = "share";
    public const string Administrators = "admins";
    public const string Doctor = "doctor";
    public const string Help = "help";
}
