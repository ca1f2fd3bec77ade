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
    /// Puts a card in the place of the one that was pressed. On a turn that is not a press it posts the card.
    /// </summary>
    /// <param name="ForEveryone">False shows it to the presser alone (a form, a look at something); the others keep the card they see.</param>
    public sealed record Replace(AdaptiveCard Body, string Summary, bool ForEveryone = true) : Reply;

    /// <summary>
    /// Answers with what a command answers, so that no slice needs another slice's card. The router runs it in the same turn.
    /// </summary>
    /// <param name="Command">The command's English trigger.</param>
    /// <param name="Notice">A sentence that the answer opens with.</param>
    public sealed record Continue(string Command, string? Notice = null) : Reply;

    /// <summary>A sentence to the person who asked: a short notice after a press, a message after a command.</summary>
    public sealed record Text(string Sentence) : Reply;

    /// <summary>See <see cref="None"/>.</summary>
    public sealed record Silence : Reply;
}
