namespace Thrombophilia.Variants.Problems;

/// <summary>A file that cannot be trusted is refused whole; this says where and why.</summary>
public sealed class RefusedException : FormatException
{
    /// <summary>Refuses a file because of <paramref name="problem"/>.</summary>
    public RefusedException(Problem problem, Exception? cause = null) : base(problem.Text(), cause) =>
        Problem = problem;

    /// <summary>Refuses a file for the reason <paramref name="code"/> at <paramref name="place"/>.</summary>
    public RefusedException(string code, FileLocation place, params object[] facts)
        : this(new Problem(code, place, facts)) { }

    /// <summary>The reason and its address.</summary>
    public Problem Problem { get; }
}
