namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// What the reader owes a kind of mutation: what may at most happen to the rows of the unmutated file.
/// </summary>
public enum Owed
{
    /// <summary>The truth is unchanged and the file is a VCF: accepted, and every row is the same.</summary>
    Same,
    /// <summary>
    /// The bytes are damaged where a check must see it, or where nothing depends on them: refused, or every row is the
    /// same.
    /// </summary>
    RefusedOrSame,
    /// <summary>
    /// The damage may look like a legal file: refused, or every row is the same, or a warning says what is odd.
    /// </summary>
    Told,
    /// <summary>Not a VCF any more, or one of which a deciding field cannot be read: refused.</summary>
    Refused,
    /// <summary>
    /// A record is lost or spoilt in a way that a legal file may be: nothing is proven that the unmutated file does not
    /// prove likewise, unless a note of the row says so.
    /// </summary>
    Cautious,
    /// <summary>
    /// Any other file, about whose rows nothing can be said: no crash, no hang, no more memory than the file warrants.
    /// </summary>
    Alive,
}

/// <summary>A mutated file.</summary>
/// <param name="File">Its bytes.</param>
public sealed record Mutant(byte[] File)
{
    /// <summary>An index that stands beside it, and the ending that names its kind.</summary>
    public (byte[] Bytes, string Ending)? Index { get; init; }
    /// <summary>The index is older than its file.</summary>
    public bool IsStale { get; init; }
    /// <summary>
    /// GT may be spelled otherwise (alleles renumbered, phase dropped): only what it counts must be the same.
    /// </summary>
    public bool Respells { get; init; }
    /// <summary>Where the mutation took hold, for people.</summary>
    public string Where { get; init; } = "";
}

/// <summary>A way to mutate a file.</summary>
/// <param name="Class">The class under which it is counted.</param>
/// <param name="Name">What it does.</param>
/// <param name="Owed">What it may at most do to the rows.</param>
/// <param name="Make">Makes a mutant; null where the file has nothing to take hold of.</param>
public sealed record Mutation(string Class, string Name, Owed Owed, Func<FuzzBase, Random, Mutant?> Make)
{
    public static IReadOnlyList<Mutation> All { get; } =
        [.. DamageMutations.All, .. EquivalentMutations.All, .. CorruptingMutations.All, .. IndexMutations.All,
        .. HavocMutations.All];
}
