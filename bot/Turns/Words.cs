using System.Globalization;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Turns;

/// <summary>Fills the places in a sentence, in the culture of the turn.</summary>
public static class Words
{
    public static string Fill(string sentence, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.CurrentCulture, sentence, values);

    /// <summary>A day as people write it: <c>3 March 2026</c>, <c>3 maart 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>A moment on the clock of a place, as people say it: <c>Monday 30 November at 09:30</c>, <c>maandag 30 november om 9.30 uur</c>.</summary>
    public static string Moment(DateTime local) =>
        Fill(TurnTexts.Moment, local.ToString("dddd d MMMM", CultureInfo.CurrentCulture), Clock(TimeOnly.FromDateTime(local)));

    /// <summary>A time of the day as people write it: <c>09:30</c>, <c>9.30</c>.</summary>
    public static string Clock(TimeOnly time) => time.ToString(TurnTexts.ClockFormat, CultureInfo.InvariantCulture);

    /// <summary>The same with the day of the week, for a day that is near: <c>Tuesday 3 March</c>, <c>dinsdag 3 maart</c>.</summary>
    public static string DayOfWeek(DateOnly day) => day.ToString("dddd d MMMM", CultureInfo.CurrentCulture);

    /// <summary>What people call a role: the method's own word, in English with what it means.</summary>
    public static string Role(Role role) => role switch
    {
        Domain.Role.Bouwer => TurnTexts.Bouwer,
        Domain.Role.Verbinder => TurnTexts.Verbinder,
        _ => TurnTexts.Aanjager,
    };

    /// <summary>The role's word amid a sentence, the same in every language.</summary>
    public static string RoleAmid(Role role) => role switch
    {
        Domain.Role.Bouwer => "bouwer",
        Domain.Role.Verbinder => "verbinder",
        _ => "aanjager",
    };

    /// <summary>What somebody in the role does, in a few words that follow its name.</summary>
    public static string RoleDoes(Role role) => role switch
    {
        Domain.Role.Bouwer => TurnTexts.BouwerDoes,
        Domain.Role.Verbinder => TurnTexts.VerbinderDoes,
        _ => TurnTexts.AanjagerDoes,
    };
}
