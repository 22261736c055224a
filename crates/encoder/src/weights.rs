//! Weights: the safetensors file of `training/export.py`, with matrices in int8 and a scale for each row.

use crate::layers::Norm;
use crate::linear::Linear;
use safetensors::{Dtype, SafeTensors};

/// What is wrong with a file of weights.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The file is no safetensors file.
    #[error("the weights cannot be read: {0}")]
    Format(#[from] safetensors::SafeTensorError),
    /// A tensor has another type or size than the network needs.
    #[error("the weights hold no {0} of the expected kind")]
    Tensor(String),
    /// The description is no JSON of the expected form.
    #[error("the description of the weights cannot be read: {0}")]
    Description(#[from] serde_json::Error),
}

/// An open file of weights.
pub(crate) struct Weights<'a> {
    tensors: SafeTensors<'a>,
}

/// Rows of bytes, each with a scale of its own.
#[derive(Debug)]
pub(crate) struct Table {
    bytes: Vec<i8>,
    columns: usize,
    scales: Vec<f32>,
}

impl Table {
    /// A row as floats; nothing where there is none.
    pub fn row(&self, number: usize) -> impl Iterator<Item = f32> {
        let start = number.saturating_mul(self.columns);
        let bytes = self.bytes.get(start..start.saturating_add(self.columns)).unwrap_or_default();
        let scale = self.scales.get(number).copied().unwrap_or_default();
        bytes.iter().map(move |&byte| f32::from(byte) * scale)
    }
}

impl<'a> Weights<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, WeightsError> {
        Ok(Self { tensors: SafeTensors::deserialize(bytes)? })
    }

    /// A tensor of single precision.
    pub fn floats(&self, name: &str) -> Result<Vec<f32>, WeightsError> {
        let tensor = self.tensors.tensor(name)?;
        if tensor.dtype() != Dtype::F32 {
            return Err(WeightsError::Tensor(name.to_owned()));
        }
        Ok(tensor.data().as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// A matrix of bytes, row by row, with the scale of each row.
    pub fn bytes(&self, name: &str) -> Result<Table, WeightsError> {
        let wrong = || WeightsError::Tensor(name.to_owned());
        let tensor = self.tensors.tensor(&format!("{name}.weight"))?;
        let scales = self.floats(&format!("{name}.scale"))?;
        let &[rows, columns] = tensor.shape() else { return Err(wrong()) };
        if tensor.dtype() != Dtype::I8 || scales.len() != rows || columns == 0 {
            return Err(wrong());
        }
        let bytes = tensor.data().iter().map(|&byte| byte.cast_signed()).collect();
        Ok(Table { bytes, columns, scales })
    }

    pub fn linear(&self, name: &str) -> Result<Linear, WeightsError> {
        let table = self.bytes(name)?;
        Linear::new(&table.bytes, table.columns, table.scales, self.floats(&format!("{name}.bias"))?)
            .ok_or_else(|| WeightsError::Tensor(name.to_owned()))
    }

    pub fn norm(&self, name: &str) -> Result<Norm, WeightsError> {
        let (weight, bias) = (self.floats(&format!("{name}.weight"))?, self.floats(&format!("{name}.bias"))?);
        Ok(Norm { weight, bias })
    }
}
