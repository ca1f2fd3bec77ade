using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Turns;

/// <summary>What a handler answers: a value. Only the sender at the boundary talks to Teams, after the turn is safely stored.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Say nothing.</summary>
    public static Reply None { get; } = new Silence();

    /// <summary>Posts a card in the conversation (in the same thread, in a channel).</summary>
    /// <param name="Body">The card.</param>
    /// <param name="Summary">The text of the notification; a whole sentence.</param>
    public sealed record Card(AdaptiveCard Body, string Summary) : Reply;

    /// <summary>
    /// Puts a card in the place of the one that was pressed, for everyone in the conversation. On a turn that is not a press it posts the card.
    /// </summary>
    public sealed record Replace(AdaptiveCard Body, string Summary) : Reply;

    /// <summary>A sentence to the person who asked: a short notice after a press, a message after a command.</summary>
    public sealed record Text(string Sentence) : Reply;

    /// <summary>See <see cref="None"/>.</summary>
    public sealed record Silence : Reply;
}
