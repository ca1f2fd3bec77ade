namespace TeamsCommunityBot.Turns;

/// <summary>
/// What may follow a command's word. In a sentence that was not written as a command (<c>/community …</c>) the word counts only where it stands alone or
/// where this follows: "ik" asks for my communities, "ik ben morgen vrij" asks for nothing.
/// </summary>
public enum ArgumentKind
{
    /// <summary>Nothing but "please".</summary>
    None,

    /// <summary>The name of something, in a few words: no sentence, no question.</summary>
    Title,

    /// <summary>The name of a role, and who.</summary>
    Role,

    /// <summary>The name or the code of a language.</summary>
    Language,

    /// <summary>Somebody's name.</summary>
    Person,

    /// <summary>What help is asked about.</summary>
    Topic,
}
