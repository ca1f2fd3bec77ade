using System.Text.RegularExpressions;

namespace TeamsCommunityBot.Local;

/// <summary>Who plays in the Playground, as playground.yml says.</summary>
/// <param name="Own">The <c>29:</c> id of the one person who sits at the screen.</param>
/// <param name="OwnChat">That person's chat with the bot: the only one that the Playground shows.</param>
/// <param name="Others">The rest of the team, by <c>29:</c> id.</param>
internal sealed partial record PlaygroundPeople(string Own, string OwnChat, IReadOnlyDictionary<string, PlaygroundPerson> Others)
{
    /// <exception cref="InvalidDataException">The file has another shape than the Playground wants.</exception>
    public static PlaygroundPeople Read(string yaml)
    {
        var own = Me().Match(yaml);
        var chat = MyChat().Match(yaml);
        var others = Other().Matches(yaml).Select(PersonOf).ToDictionary(person => person.Address);
        if (!own.Success || !chat.Success || others.Count == 0) throw new InvalidDataException("playground.yml does not say who plays.");
        return new(own.Groups["id"].Value, chat.Groups["id"].Value, others);
    }

    private static PlaygroundPerson PersonOf(Match match) => new(match.Groups["address"].Value, match.Groups["id"].Value, match.Groups["name"].Value);

    [GeneratedRegex("""^currentUser:\s+id: "(?<id>[^"]+)"$""", RegexOptions.Multiline)]
    private static partial Regex Me();

    [GeneratedRegex("""^personalChat:\s+id: "(?<id>[^"]+)"$""", RegexOptions.Multiline)]
    private static partial Regex MyChat();

    [GeneratedRegex("""^  - id: "(?<address>29:[^"]+)"\s+name: (?<name>.+)\s+userPrincipleName: .+\s+aadObjectId: (?<id>\S+)$""", RegexOptions.Multiline)]
    private static partial Regex Other();
}

/// <param name="Address">The <c>29:</c> id.</param>
/// <param name="Id">The Entra object id.</param>
internal sealed record PlaygroundPerson(string Address, string Id, string Name);
