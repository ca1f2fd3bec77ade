using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>Who is mentioned in a message: known by id, never by the name shown.</summary>
/// <param name="Any">The client listed at least one mention.</param>
/// <param name="OwnNames">How the bot is written in the text.</param>
internal sealed record Mentions(bool Any, bool IncludeUs, IReadOnlySet<string> OwnNames, IReadOnlyList<Person> People)
{
    public static Mentions Read(Activity activity, string botId)
    {
        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        var (any, us) = (false, false);
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity is not { Type: "mention", Mentioned: { Id.Length: > 0 } mentioned }) continue;
            any = true;
            if (mentioned.Id.Equals(botId, StringComparison.OrdinalIgnoreCase))
            {
                us = true;
                own.Add(PlainText.MentionName(entity.Text));
                own.Add(PlainText.MentionName(mentioned.Name));
            }
            else if (IsPerson(mentioned))
            {
                Add(people, Inbound.People.Read(mentioned) with { Name = PlainText.EscapedName(mentioned.Name) });
            }
        }

        // Without any mention listed, a tag with our own name is all there is to go by.
        if (!any) own.Add(PlainText.MentionName(activity.Recipient?.Name));
        own.Remove("");
        return new(any, us, own, [.. people.Values]);
    }

    /// <summary>Neither a bot nor a channel, team or tag.</summary>
    private static bool IsPerson(ChannelAccount account) =>
        !account.Id.StartsWith("28:", StringComparison.Ordinal) && !account.Id.StartsWith("19:", StringComparison.Ordinal);

    /// <summary>Some clients split a name of several words into as many mentions of the same person.</summary>
    private static void Add(Dictionary<string, Person> people, Person person)
    {
        if (!people.TryGetValue(person.Address, out var known)) people[person.Address] = person;
        else if (!known.Name.Contains(person.Name, StringComparison.Ordinal))
            people[person.Address] = known with { Name = PlainText.Name($"{known.Name} {person.Name}") };
    }
}
