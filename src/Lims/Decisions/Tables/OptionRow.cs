using Thrombophilia.Lims.Decisions.Expressions;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>A class of drugs, or another measure that options name.</summary>
/// <param name="Index">Its place in the table, from 0; at most 63.</param>
/// <param name="Id">Its name in options.</param>
/// <param name="Parent">The class it belongs to, for people: an option names its members, never the parent.</param>
/// <param name="IsAnticoagulant">A stop takes it away.</param>
/// <param name="TextKey">Key of its name.</param>
public sealed record DrugClass(int Index, string Id, string Parent, bool IsAnticoagulant, string TextKey)
{
    internal ulong Bit => 1UL << Index;
}

/// <summary>What a row of the options is.</summary>
public enum OptionKind
{
    /// <summary>It takes classes away, and may name alternatives.</summary>
    Gate,
    /// <summary>It offers.</summary>
    Option,
    /// <summary>It tells.</summary>
    Note,
}

/// <summary>What a row does while its condition is unknown.</summary>
public enum IfUnknown
{
    /// <summary>It stops, excludes and restricts as if it were true, and asks for its facts.</summary>
    Block,
    /// <summary>It asks for its facts and offers nothing.</summary>
    Ask,
    /// <summary>Nothing.</summary>
    Silent,
}

/// <summary>A gate, an option or a note for the physician. None of them is a prescription.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
/// <param name="Kind">Gate, option or note.</param>
/// <param name="IfUnknown">What it does while the condition is unknown.</param>
/// <param name="Stop">It takes all anticoagulants away.</param>
/// <param name="Exclude">Classes that it takes away from every offer.</param>
/// <param name="Restrict">Classes that stay, with its words.</param>
/// <param name="Offer">Classes, in the order of the source's preference.</param>
/// <param name="Duration">Code; its words are <c>dur.</c> and the code.</param>
/// <param name="Cautions">Ids of cautions.</param>
/// <param name="Grade">Grade of the source, as printed there.</param>
public sealed record OptionRow(
    Claim Claim, Expression When, OptionKind Kind, IfUnknown IfUnknown, bool Stop, IReadOnlyList<DrugClass> Exclude,
    IReadOnlyList<DrugClass> Restrict, IReadOnlyList<DrugClass> Offer, string Duration, IReadOnlyList<string> Cautions,
    string Grade) : ClinicalRule(Claim, When)
{
    /// <summary>The duration of a row that offers no treatment of its own.</summary>
    internal const string NoDuration = "none";

    internal ulong ExcludeMask { get; } = Mask(Exclude);
    internal ulong RestrictMask { get; } = Mask(Restrict);
    internal ulong OfferMask { get; } = Mask(Offer);

    /// <summary>It only names alternatives: what it offers is no indication.</summary>
    internal bool NamesAlternatives => Kind == OptionKind.Gate && Duration == NoDuration;

    static ulong Mask(IReadOnlyList<DrugClass> classes)
    {
        var mask = 0UL;
        foreach (var one in classes) mask |= one.Bit;
        return mask;
    }
}
