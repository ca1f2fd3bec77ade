using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// What somebody can do with news that reached them in their own chat: facts, ready to show. Each button knows the community that it is about, so that a
/// press there does what it would do in the channel.
/// </summary>
/// <param name="ChannelId">The community.</param>
internal sealed record NextPresses(string ChannelId)
{
    /// <summary>What a card has room for at its foot.</summary>
    private const int MostAtTheFoot = 4;

    private const int LongestName = 20;

    /// <summary>The role for which somebody can be asked now, with the slot's revision; null where nobody can.</summary>
    public RoleFacts? Ask { get; init; }

    /// <summary>Whether an open call may find somebody.</summary>
    public bool Calls { get; init; }

    /// <summary>With whom to talk about it; null for nobody, and where Teams does not tell their sign-in name.</summary>
    public ChatWith? Talk { get; init; }

    /// <summary>What else is worth a look; null for nothing.</summary>
    public (string Title, string Command)? Look { get; init; }

    /// <summary>Opens the channel; null where Teams did not tell enough.</summary>
    public Uri? Channel { get; init; }

    /// <summary>The channel, and nothing else yet.</summary>
    public static NextPresses In(Community community) => new(community.ChannelId) { Channel = ChannelLink.To(community) };

    /// <summary>For somebody who may ask people for a role: another one, if nobody has it and nobody was asked; else a look at the roles.</summary>
    public static NextPresses ToFill(Community community, Role role) => community.Roles[role] is { Holder: null, Invitation: null } slot
        ? In(community) with { Ask = new(role, slot.Revision), Calls = true }
        : In(community) with { Look = (CommunityTexts.SeeRoles, CommandNames.Roles) };

    /// <summary>The same that shows the status.</summary>
    public NextPresses WithStatus() => this with { Look = (CommunityTexts.SeeStatus, CommandNames.Status) };

    /// <summary>The buttons, what helps most first; at most four.</summary>
    public IReadOnlyList<CardAction> Buttons(int most = MostAtTheFoot) => [.. All().Take(most)];

    private IEnumerable<CardAction> All()
    {
        if (Ask is { } ask)
            yield return About(new() { Title = CommunityTexts.AskSomebody, Verb = SharedVerbs.ChooseHolder, Data = ask.Data, Style = ActionStyle.Positive });
        if (Talk is { } talk)
            yield return new ActionOpenUrl(talk.Link) { Title = Words.Fill(CommunityTexts.ChatWith, Plain.Shorten(talk.Name, LongestName)) };
        if (Calls) yield return About(Parts.CommandButton(CommunityTexts.OpenCall, CommandNames.Call));
        if (Look is { } look) yield return About(Parts.CommandButton(look.Title, look.Command));
        if (Channel is { } channel) yield return new ActionOpenUrl(channel) { Title = CommunityTexts.OpenChannel };
    }

    private CardAction About(ActionExecute button) => OwnChatTurns.About(button, ChannelId);
}

/// <summary>A chat with a colleague (Microsoft's "deep link to start a new chat": the sign-in names of the people in it).</summary>
/// <param name="Name">Theirs: what people typed.</param>
internal sealed record ChatWith(string Name, Uri Link)
{
    /// <summary>The chat with the bot itself (Microsoft's "deep link to a bot": its id in the place of a sign-in name).</summary>
    /// <param name="place">Any place of the organisation: it names the bot.</param>
    public static Uri WithBot(Address place) => new($"https://teams.microsoft.com/l/chat/0/0?users={Uri.EscapeDataString(place.BotId)}");

    /// <summary>Null where there is no sign-in name, without which the link leads nowhere.</summary>
    public static ChatWith? Of(Person person, string? signInName) => signInName is { } name && name.Contains('@', StringComparison.Ordinal)
        ? new(person.Name, new($"https://teams.microsoft.com/l/chat/0/0?users={Uri.EscapeDataString(name)}"))
        : null;
}
