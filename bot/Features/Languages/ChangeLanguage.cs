using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Languages;

/// <summary><c>/community language</c>: shows the choice, or takes it at once (<c>language nl</c>).</summary>
internal sealed class AskLanguage(LanguageSetter setter) : IHandler
{
    public const string Command = "language";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Argument.Length > 0) return await setter.SetAsync(turn, turn.Argument, ct);
        return turn.Conversation.Kind == ConversationKind.GroupChat
            ? new Reply.Text(LanguageTexts.GroupChat)
            : new Reply.Card(LanguageCard.Render(turn.Conversation.Kind == ConversationKind.Channel), LanguageTexts.Title);
    }
}

/// <summary>The buttons under the choice.</summary>
internal sealed class ChooseLanguage(LanguageSetter setter) : IHandler
{
    public const string Verb = "language.choose";
    public const string LanguageKey = "language";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) =>
        setter.SetAsync(turn, turn.Press?.Data.GetValueOrDefault(LanguageKey, "") ?? "", ct);
}

/// <summary>Sets the language of the place where it was asked: the community's, or the person's own.</summary>
internal sealed class LanguageSetter(CommunityStore communities, ChatLanguages people, IPermissions permissions)
{
    /// <param name="wanted">A code or a name of the language, as typed.</param>
    public async ValueTask<Reply> SetAsync(Turn turn, string wanted, CancellationToken ct)
    {
        if (turn.Conversation.Kind == ConversationKind.GroupChat) return new Reply.Text(LanguageTexts.GroupChat);
        if (Read(wanted) is not { } language)
            return new Reply.Card(LanguageCard.Render(turn.Conversation.Kind == ConversationKind.Channel, LanguageTexts.Unknown), LanguageTexts.Unknown);
        var problem = turn.Conversation.Kind == ConversationKind.Channel
            ? await SetForChannelAsync(turn, language, ct) : await SetForPersonAsync(turn, language, ct);
        if (problem is not null) return new Reply.Text(problem);
        using var spoken = Language.Use(language);
        return turn.Press is null
            ? new Reply.Text(LanguageTexts.Changed)
            : new Reply.Replace(LanguageCard.Render(turn.Conversation.Kind == ConversationKind.Channel, LanguageTexts.Changed), LanguageTexts.Changed);
    }

    private async ValueTask<string?> SetForChannelAsync(Turn turn, string language, CancellationToken ct)
    {
        if (await permissions.RefusalAsync(turn, Audience.Lead, ct) is { } refusal) return refusal;
        var decision = await communities.DecideAsLeadAsync(
            turn, turn.Conversation.Id, it => new Ruling<bool>(true,
                it.Language == language ? null : it with { Language = language, Revision = it.Revision + 1 }), ct);
        return decision.End switch
        {
            DecisionEnd.Made => null,
            DecisionEnd.NoCommunity => LanguageTexts.NoCommunity,
            DecisionEnd.NotLead => CommunityTexts.NotLeadNow,
            _ => LanguageTexts.Again,
        };
    }

    private async ValueTask<string?> SetForPersonAsync(Turn turn, string language, CancellationToken ct)
    {
        await people.ChooseAsync(turn, language, ct);
        return null;
    }

    private static string? Read(string wanted) => wanted.Trim().ToLowerInvariant() switch
    {
        "nl" or "nederlands" or "dutch" => Language.Dutch,
        "en" or "engels" or "english" => Language.English,
        _ => null,
    };
}

/// <summary>The choice of a language.</summary>
internal static class LanguageCard
{
    /// <param name="notice">A sentence to open with, about what was just done.</param>
    public static AdaptiveCard Render(bool inChannel, string? notice = null) => new()
    {
        Lang = Language.Current,
        FallbackText = LanguageTexts.Title,
        Body =
        [
            .. Parts.Optional(notice is null ? null : Parts.Notice(notice == LanguageTexts.Changed ? NoticeKind.Good : NoticeKind.Info, notice)),
            Parts.Head(LanguageTexts.Title, []),
            Parts.Hint(inChannel ? LanguageTexts.InChannel : LanguageTexts.InChat),
            Parts.Paragraph(Words.Fill(LanguageTexts.Now, Language.Current == Language.Dutch ? LanguageTexts.Dutch : LanguageTexts.English)),
        ],
        Actions = [Choice(LanguageTexts.Dutch, Language.Dutch), Choice(LanguageTexts.English, Language.English)],
    };

    private static ActionExecute Choice(string title, string language) => new()
    {
        Title = title,
        Verb = ChooseLanguage.Verb,
        Data = new Dictionary<string, string> { [ChooseLanguage.LanguageKey] = language },
    };
}
