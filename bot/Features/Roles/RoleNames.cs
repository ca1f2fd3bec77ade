using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>What people type for a role, in both languages.</summary>
internal static class RoleNames
{
    private static readonly Dictionary<string, Role> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bouwer"] = Role.Bouwer,
        ["builder"] = Role.Bouwer,
        ["verbinder"] = Role.Verbinder,
        ["connector"] = Role.Verbinder,
        ["aanjager"] = Role.Aanjager,
        ["energiser"] = Role.Aanjager,
        ["energizer"] = Role.Aanjager,
    };

    private static readonly HashSet<string> Myself = new(StringComparer.OrdinalIgnoreCase) { "ik", "mij", "ikzelf", "mijzelf", "me", "myself", "i" };

    /// <summary>What follows the role's name: who. Words that only join the two are left out.</summary>
    public static string WhoIn(string argument)
    {
        var words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).SkipWhile(word => word is "aan" or "voor" or "to" or "for" or "is");
        return string.Join(' ', words).Trim(' ', ',', ':', '.', '!', '?', '@');
    }

    /// <summary>Whether somebody means themself.</summary>
    public static bool IsMyself(string who) => Myself.Contains(who);

    /// <summary>The role that the first word means, typing errors forgiven; null when it means none.</summary>
    public static Role? Find(string argument)
    {
        var word = argument.Split(' ', 2)[0].TrimEnd(',', ':', '.', '!', '?');
        return Spelling.Nearest(word, Known.Keys, Spelling.SureEnough) is { } name ? Known[name] : null;
    }
}
