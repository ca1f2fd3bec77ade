using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>Tells whoever asked that a question reached nobody: they were told that it would. They can ask it themselves.</summary>
internal static class NotReachedText
{
    /// <param name="talk">A chat with whoever was to be asked.</param>
    public static Func<LetterText> For(Community community, Role role, Person asked, ChatWith? talk) => () =>
    {
        var sentence = Words.Fill(RoleTexts.NotReached, asked.Name, Words.RoleAmid(role), community.Name);
        var next = NextPresses.ToFill(community, role) with { Talk = talk };
        return new(OutcomeCard.Render(new(NoticeKind.Attention, sentence) { Next = next }), Plain.OneLine(sentence));
    };
}
