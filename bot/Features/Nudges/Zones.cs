using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>The time zones that people choose from, by the cities that they know.</summary>
internal static class Zones
{
    /// <summary>
    /// From the text of the language: an IANA name and its cities a line. A community may live in another zone, which its client told at registration: that
    /// one stands first then, by its own name.
    /// </summary>
    /// <param name="current">The zone to find chosen.</param>
    public static IReadOnlyList<Choice> Choices(string current)
    {
        List<Choice> known = [.. NudgeTexts.Zones.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ChoiceOf)];
        return known.Exists(zone => zone.Value == current) || !LocalTime.IsZone(current) ? known : [new(current.Replace('_', ' '), current), .. known];
    }

    private static Choice ChoiceOf(string line) => line.Split(' ', 2) is [var zone, var cities] ? new(cities, zone) : new(line, line);
}
