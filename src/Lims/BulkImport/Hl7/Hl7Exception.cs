namespace Thrombophilia.Lims.BulkImport.Hl7;

/// <summary>
/// What the reader refuses. A fault of the form refuses the file; a fault of one field, the result that it belongs to.
/// </summary>
/// <param name="line">Line of the file, a line being a segment.</param>
/// <param name="problem">The place as <c>2/OBX[3]-5</c> (message, segment and which of its kind, field), and what was found.</param>
sealed class Hl7Exception(int line, CellProblem problem) : Exception(problem.Code)
{
    public int Line => line;

    public CellProblem Problem => problem;
}
