namespace Thrombophilia.Variants.Bgzf.Format;

/// <summary>An address in the text of a BGZF file (SAM specification 4.1.1).</summary>
/// <param name="Value">The block's offset in the file times 65536, plus the offset within the block's text.</param>
public readonly record struct VirtualOffset(ulong Value) : IComparable<VirtualOffset>
{
    /// <summary>
    /// The address of byte <paramref name="within"/> of the text of the block at <paramref name="block"/>.
    /// </summary>
    public VirtualOffset(long block, int within) : this((ulong)block << 16 | (ushort)within) { }

    /// <summary>Where the block begins in the file.</summary>
    public long Block => (long)(Value >> 16);

    /// <summary>0-based offset in the block's text.</summary>
    public int Within => (int)(Value & 0xFFFF);

    /// <inheritdoc/>
    public int CompareTo(VirtualOffset other) => Value.CompareTo(other.Value);

    /// <summary>Before.</summary>
    public static bool operator <(VirtualOffset left, VirtualOffset right) => left.Value < right.Value;

    /// <summary>After.</summary>
    public static bool operator >(VirtualOffset left, VirtualOffset right) => left.Value > right.Value;

    /// <summary>Before, or the same.</summary>
    public static bool operator <=(VirtualOffset left, VirtualOffset right) => left.Value <= right.Value;

    /// <summary>After, or the same.</summary>
    public static bool operator >=(VirtualOffset left, VirtualOffset right) => left.Value >= right.Value;
}

/// <summary>Whole lines of a BGZF file's text, half open.</summary>
/// <param name="Begin">The first byte of the first line.</param>
/// <param name="End">The byte after the last line.</param>
/// <remarks>A class, as the framework's lists of structs would be compiled at every start (decision 0014).</remarks>
sealed record VirtualRange(VirtualOffset Begin, VirtualOffset End)
{
    /// <summary>The text from its first byte to its last.</summary>
    public static VirtualRange Everything { get; } = new(default, new(ulong.MaxValue));
}
