namespace Thrombophilia.Lims.Data;

/// <summary>The last number given out of one kind of code.</summary>
public sealed class Counter
{
    Counter() { }

    /// <summary>A kind of code of which none was given out.</summary>
    public Counter(string kind) => Kind = kind;

    /// <summary>The letter with which its codes begin.</summary>
    public string Kind { get; private set; } = "";
    /// <summary>The last number given out.</summary>
    public long Last { get; private set; }

    /// <summary>Gives out <paramref name="count"/> numbers; the first of them.</summary>
    public long Next(int count = 1) => (Last += count) - count + 1;
}
